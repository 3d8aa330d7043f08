/** Rows of a native batch → objects. The one place that knows a row's layout; offsets come from the addon. */
import type { LayoutBinding, NativeBatch } from './binding.ts';

/** A finding as native code reports it, before paths, ids and descriptions. The bytes are copies that may be kept. */
export interface NativeFinding {
  readonly item: number;
  readonly path: Uint8Array;
  readonly rule: number;
  readonly severity: number;
  readonly confidence: number;
  readonly checksum: number;
  readonly entropy: number;
  readonly offset: number;
  readonly length: number;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly secret: Uint8Array;
  readonly match: Uint8Array;
  readonly secretInMatch: { readonly offset: number; readonly length: number };
  readonly pair: Uint8Array;
  readonly note: string;
  /** What comment in the text takes it back: InlineIgnore of native/scan/inline_ignore.h. */
  readonly inlineIgnore: number;
}

export type NativeRow =
  | { readonly kind: 'finding'; readonly finding: NativeFinding }
  | {
      readonly kind: 'failed';
      readonly path: Uint8Array;
      readonly code: string;
      readonly errno: number;
      readonly syscall: string;
      readonly message: string;
    }
  | { readonly kind: 'skipped'; readonly path: Uint8Array; readonly reason: string }
  | { readonly kind: 'changed'; readonly item: number; readonly path: Uint8Array }
  | { readonly kind: 'capped'; readonly item: number; readonly path: Uint8Array; readonly count: number };

/** Decodes a batch's rows in their order. */
export function* decodeBatch(layout: LayoutBinding['layout'], batch: NativeBatch): Generator<NativeRow> {
  for (let start = 0; start < batch.rows.length; start += layout.row_field_count) {
    yield decodeRow(layout, batch, start);
  }
}

function decodeRow(layout: LayoutBinding['layout'], batch: NativeBatch, start: number): NativeRow {
  const number = (field: string): number => batch.rows[start + (layout.row[field] ?? Number.NaN)] ?? 0;
  const bytes = (field: string): Uint8Array => {
    const offset = number(`${field}_offset`);
    return batch.bytes.slice(offset, offset + number(`${field}_length`));
  };
  const text = (field: string): string => Buffer.from(bytes(field)).toString('utf8');
  const kind = layout.row_kinds[number('kind')];
  switch (kind) {
    case 'finding':
      return {
        kind,
        finding: {
          item: number('item'),
          path: bytes('path'),
          rule: number('rule'),
          severity: number('severity'),
          confidence: number('confidence'),
          checksum: number('checksum'),
          entropy: number('entropy_milli') / 1000,
          offset: number('offset_high') * 2 ** 32 + number('offset_low'),
          length: number('length'),
          line: number('line'),
          column: number('column'),
          endLine: number('end_line'),
          endColumn: number('end_column'),
          secret: bytes('secret'),
          match: bytes('match'),
          secretInMatch: { offset: number('secret_in_match_offset'), length: number('secret_in_match_length') },
          pair: bytes('pair'),
          note: text('note'),
          inlineIgnore: number('inline_ignore'),
        },
      };
    case 'failed':
      return {
        kind,
        path: bytes('path'),
        code: text('code'),
        errno: number('errno_value'),
        syscall: text('syscall'),
        message: text('message'),
      };
    case 'skipped':
      return { kind, path: bytes('path'), reason: layout.skip_reasons[number('reason')] ?? 'unknown' };
    case 'changed':
      return { kind, item: number('item'), path: bytes('path') };
    case 'capped':
      return { kind, item: number('item'), path: bytes('path'), count: number('count') };
    default:
      throw new Error(`the addon sent a row of the unknown kind ${number('kind')}`);
  }
}
