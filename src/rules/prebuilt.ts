/**
 * The prebuilt rule set: one file that loads in milliseconds, written by scripts/build-rules.ts.
 *
 *     "VEILRULE" · u32 version · u32 length of the header · header (JSON) · zero bytes to a multiple of 4
 *     · rows · strings · bytes · database · onByDefault · rules (rule-texts.ts)
 *
 * Numbers are little-endian. The file is made and read by the same version of veil, so it is trusted once its magic,
 * version and lengths fit.
 */
import type { RuleCatalogue, RuleInfo } from './catalogue.ts';
import { RuleTexts, writeRuleTexts } from './rule-texts.ts';

const MAGIC = 'VEILRULE';
const VERSION = 9;
const HEAD_BYTES = MAGIC.length + 8;

interface Header {
  readonly digest: string;
  /** SHA-256 over what the file was made from: see scripts/build-rules.ts. */
  readonly sources: string;
  /** Bytes. */
  readonly sections: Readonly<Record<'rows' | 'strings' | 'bytes' | 'database' | 'onByDefault' | 'rules', number>>;
}

export function writePrebuilt(catalogue: RuleCatalogue, sources: string): Buffer {
  const { rows, strings, bytes } = catalogue.arrays;
  const rules = writeRuleTexts(catalogue.rules);
  const sections = {
    rows: rows.byteLength,
    strings: strings.byteLength,
    bytes: bytes.byteLength,
    database: catalogue.database.byteLength,
    onByDefault: catalogue.onByDefault.byteLength,
    rules: rules.byteLength,
  };
  const header: Header = { digest: catalogue.digest, sources, sections };
  const json = Buffer.from(JSON.stringify(header));
  const head = Buffer.alloc(alignUp(HEAD_BYTES + json.length));
  head.write(MAGIC, 'latin1');
  head.writeUInt32LE(VERSION, MAGIC.length);
  head.writeUInt32LE(json.length, MAGIC.length + 4);
  json.copy(head, HEAD_BYTES);
  const arrays = [rows, strings, bytes, catalogue.database, catalogue.onByDefault].map(viewBytes);
  return Buffer.concat([head, ...arrays, rules]);
}

/** Undefined when the file is none of this version, or cut short. The arrays may share memory with `file`. */
export function readPrebuilt(file: Buffer): { catalogue: RuleCatalogue; sources: string } | undefined {
  if (file.length < HEAD_BYTES || file.toString('latin1', 0, MAGIC.length) !== MAGIC) return undefined;
  if (file.readUInt32LE(MAGIC.length) !== VERSION) return undefined;
  const jsonEnd = HEAD_BYTES + file.readUInt32LE(MAGIC.length + 4);
  const header = JSON.parse(file.toString('utf8', HEAD_BYTES, jsonEnd)) as Header;
  const { sections } = header;
  let at = alignUp(jsonEnd);
  if (at + Object.values(sections).reduce((sum, length) => sum + length, 0) !== file.length) return undefined;
  const take = (length: number) => {
    at += length;
    return file.subarray(at - length, at);
  };
  const arrays = {
    rows: numbers(take(sections.rows)),
    strings: numbers(take(sections.strings)),
    bytes: take(sections.bytes),
  };
  const [database, onByDefault, text] = [take(sections.database), take(sections.onByDefault), take(sections.rules)];
  const texts = new RuleTexts(text);
  let rules: readonly RuleInfo[] | undefined;
  const catalogue = {
    get rules() {
      rules ??= texts.all();
      return rules;
    },
    ruleAt: (index: number) => texts.at(index),
    onByDefault,
    arrays,
    database,
    digest: header.digest,
  };
  return { catalogue, sources: header.sources };
}

function alignUp(length: number): number {
  return Math.ceil(length / 4) * 4;
}

function viewBytes(view: Uint8Array | Uint32Array): Buffer {
  return Buffer.from(view.buffer, view.byteOffset, view.byteLength);
}

/** A view where the memory is aligned (a file that was read as a whole is), else a copy. */
function numbers(bytes: Buffer): Uint32Array {
  if (bytes.byteOffset % 4 === 0) return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  return new Uint32Array(new Uint8Array(bytes).buffer);
}
