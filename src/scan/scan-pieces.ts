/**
 * A stream, scanned piece by piece in bounded memory. Each piece is scanned with what stands before and after it, as much
 * as a match and its rivals for the same place can depend on: so that nothing depends on where pieces are cut.
 */
import type { Readable } from 'node:stream';
import type { NativeBinding, NativeEngine } from '../native/binding.ts';
import type { NativeFinding } from '../native/decode.ts';
import { loadNative } from '../native/load.ts';
import type { RuleCatalogue } from '../rules/catalogue.ts';
import { nativeOptions, runNative } from './run-native.ts';
import type { ScanSettings } from './scan.ts';
import { StreamWindow } from './stream-window.ts';

/** Of a piece, without its surroundings. Larger ones are no faster. */
const PIECE_BYTES = 8 * 1024 * 1024;
/** A match depends on this many times the engine's context: its own, and that of what contends with it for its place. */
const CONTEXTS = 4;
/** UTF-16 is not cut: a larger stream of it is refused. */
const MOST_UTF16_BYTES = 256 * 1024 * 1024;
const CLASSIFY_BYTES = 8 * 1024;
const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

export type StreamEncoding = ReturnType<NativeBinding['classify']>;

export interface Piece {
  /** Where it begins in the stream. */
  readonly offset: number;
  /** Valid until the next piece is asked for. */
  readonly bytes: Uint8Array;
  /** Those whose secret begins in the piece, by offset; places are those in the stream. */
  readonly findings: readonly NativeFinding[];
  /** The piece and what stands around it, and all that was found there. */
  readonly around: { readonly offset: number; readonly bytes: Buffer; readonly findings: readonly NativeFinding[] };
  readonly encoding: StreamEncoding;
}

export interface PieceOptions {
  /** The reported path. */
  readonly name: string;
  /** Streams that look binary: scanned as text, or given up as pieces without findings. */
  readonly binary: 'skip' | 'text';
  /** A piece is handed out, however small, when nothing more comes for so long. 0: when it is full. */
  readonly idleMs?: number;
}

/** Rejects as `scan` does, and with the stream's error. `engine` is compiled from `catalogue`. */
export async function* scanPieces(
  catalogue: RuleCatalogue,
  engine: NativeEngine,
  stream: Readable,
  { name, binary, idleMs = 0 }: PieceOptions,
  settings: ScanSettings,
): AsyncGenerator<Piece> {
  const native = loadNative();
  const pieceBytes = settings.windowBytes ?? PIECE_BYTES;
  const margin = CONTEXTS * native.context_bytes(engine);
  let window = new StreamWindow(Buffer.allocUnsafe(pieceBytes + 2 * margin), stream);
  await window.fill(CLASSIFY_BYTES, idleMs);
  const encoding = native.classify(window.bytes);
  if (encoding.startsWith('utf16')) window = await wholeStream(window, stream);

  const scanPiece = async (): Promise<NativeFinding[]> => {
    if (encoding === 'binary' && binary === 'skip') return [];
    const options = {
      ...nativeOptions(catalogue, settings),
      threads: 1,
      // What the whole stream is was decided at its beginning.
      binary: window.offset === 0 && encoding !== 'binary' ? ('skip' as const) : ('text' as const),
      max_findings_per_file: window.bytes.length + 1,
    };
    const items = { kind: 'buffers' as const, names: [Buffer.from(name)], data: [window.bytes] };
    const { signal } = settings;
    const rows = await runNative(native, engine, items, options, signal === undefined ? {} : { signal }, 0);
    return rows.findings.sort((a, b) => a.offset - b.offset || a.rule - b.rule);
  };

  let ownBegin = 0;
  const start = { newlines: 0, units: 0 };
  while (true) {
    const found = (await scanPiece()).map((finding) => placed(finding, window.offset, start));
    const windowEnd = window.offset + window.bytes.length;
    const ownEnd = window.isEnded ? windowEnd : Math.max(ownBegin, windowEnd - margin);
    yield {
      offset: ownBegin,
      bytes: window.bytes.subarray(ownBegin - window.offset, ownEnd - window.offset),
      findings: found.filter(({ offset }) => offset >= ownBegin && (offset < ownEnd || window.isEnded)),
      around: { offset: window.offset, bytes: window.bytes, findings: found },
      encoding,
    };
    if (window.isEnded) return;
    const kept = characterStart(window, Math.max(window.offset, ownEnd - margin));
    advance(start, native, window, kept);
    window.forget(kept);
    ownBegin = ownEnd;
    await window.fill(ownEnd - kept + margin, idleMs);
  }
}

async function wholeStream(head: StreamWindow, stream: Readable): Promise<StreamWindow> {
  const chunks = [Buffer.from(head.bytes)];
  let size = head.bytes.length;
  while (!head.isEnded && size <= MOST_UTF16_BYTES) {
    head.forget(head.offset + head.bytes.length);
    await head.fill();
    size += head.bytes.length;
    chunks.push(Buffer.from(head.bytes));
  }
  if (!head.isEnded) {
    stream.destroy();
    const message = `a stream of UTF-16 may have ${MOST_UTF16_BYTES} bytes at most: save it to a file, and scan that`;
    throw Object.assign(new Error(message), { code: 'STREAM_TOO_LARGE' });
  }
  return StreamWindow.of(Buffer.concat(chunks));
}

/** From places in a window to places in the stream. */
function placed(finding: NativeFinding, offset: number, start: { newlines: number; units: number }): NativeFinding {
  const column = (line: number, inWindow: number): number => (line === 1 ? start.units + inWindow : inWindow);
  return {
    ...finding,
    offset: finding.offset + offset,
    line: finding.line + start.newlines,
    column: column(finding.line, finding.column),
    endLine: finding.endLine + start.newlines,
    endColumn: column(finding.endLine, finding.endColumn),
  };
}

/** The offset, or a little before it: no character of UTF-8 is cut in two. */
function characterStart(window: StreamWindow, offset: number): number {
  for (let at = offset; at > window.offset && offset - at < 4; at -= 1) {
    if (((window.bytes[at - window.offset] ?? 0) & 0xc0) !== 0x80) return at;
  }
  return offset;
}

/** `start` becomes the place of `offset`. A byte-order mark is part of no line. */
function advance(
  start: { newlines: number; units: number },
  native: NativeBinding,
  window: StreamWindow,
  offset: number,
): void {
  const gone = window.bytes.subarray(0, offset - window.offset);
  const hasMark = window.offset === 0 && gone.subarray(0, UTF8_MARK.length).equals(UTF8_MARK);
  const { newlines, units } = native.measure(hasMark ? gone.subarray(UTF8_MARK.length) : gone);
  start.newlines += newlines;
  start.units = newlines === 0 ? start.units + units : units;
}
