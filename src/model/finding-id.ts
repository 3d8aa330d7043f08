/**
 * The stable id of a finding: `fx_` + 26 characters of unpadded lower-case base32 (128 bits).
 *
 * Formula, version 1 (`||` joins bytes, `u32` is four bytes, big-endian):
 *
 *     tag = the first 3 bytes of SHA-256("veil secret v1" || 0x00 || secret)
 *     id  = "fx_" + base32(the first 16 bytes of SHA-256(
 *             "veil finding v1" || 0x00 || u32(length of rule) || rule || u32(length of path) || path || tag || u32(occurrence)))
 *
 * It uses no line, column, commit, machine or current folder, so an exception outlives edits around the secret.
 * Ids stand in logs: with 24 bits of the secret's hash in it, an id confirms no guess (each id fits one in 16 million
 * of all possible secrets, so a guesser of a short password keeps a crowd of candidates).
 */
import { sha256 } from './sha256.ts';

/** What an id is made from. */
export interface FindingIdInput {
  /** The rule's id, e.g. `aws-access-key`. */
  readonly rule: string;
  /** The path relative to the finding's root (see repository-root.ts), `/` between names; bytes, or a string that is taken as UTF-8. */
  readonly path: Uint8Array | string;
  /** The result of `secretTag`. */
  readonly tag: Uint8Array;
  /** 0 for the first secret with this tag of this rule in this file, in the order of offsets; see `OccurrenceCounter`. */
  readonly occurrence: number;
}

const TAG_LENGTH_BYTES = 3;
const ID_LENGTH_BYTES = 16;
const BASE32_ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const ID_PATTERN = /^fx_[a-z2-7]{26}$/;

/** The 24 bits of a secret that may leave the process. The secret is not kept. */
export function secretTag(secret: Uint8Array): Uint8Array {
  return sha256(Buffer.from('veil secret v1\0'), secret).subarray(0, TAG_LENGTH_BYTES);
}

/** The id by the formula above. Pure; throws a RangeError for a tag or an occurrence that no finding has. */
export function findingId(input: FindingIdInput): string {
  if (input.tag.length !== TAG_LENGTH_BYTES) throw new RangeError(`a secret's tag has ${TAG_LENGTH_BYTES} bytes`);
  const rule = Buffer.from(input.rule, 'utf8');
  const path = typeof input.path === 'string' ? Buffer.from(input.path, 'utf8') : input.path;
  const digest = sha256(
    Buffer.from('veil finding v1\0'),
    u32(rule.length),
    rule,
    u32(path.length),
    path,
    input.tag,
    u32(input.occurrence),
  );
  return `fx_${base32(digest.subarray(0, ID_LENGTH_BYTES))}`;
}

/** Whether `text` has the form of a finding's id. Not whether such a finding exists. */
export function isFindingId(text: string): boolean {
  return ID_PATTERN.test(text);
}

/**
 * Numbers the equal secrets of one file (one version of it: make a new counter for each blob). Equal means equal
 * tags: should two different secrets share a tag, they still get two ids.
 */
export class OccurrenceCounter {
  readonly #counts = new Map<string, number>();

  /** 0 at the first call with this rule and tag, then 1, 2, …; call it in the order of offsets. */
  next(rule: string, tag: Uint8Array): number {
    const key = `${Buffer.from(tag).toString('hex')} ${rule}`;
    const count = this.#counts.get(key) ?? 0;
    this.#counts.set(key, count + 1);
    return count;
  }
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** RFC 4648 base32 in lower case without padding. */
function base32(bytes: Uint8Array): string {
  let text = '';
  let pending = 0;
  let pendingBits = 0;
  for (const byte of bytes) {
    pending = (pending << 8) | byte;
    pendingBits += 8;
    while (pendingBits >= 5) {
      pendingBits -= 5;
      text += BASE32_ALPHABET[(pending >> pendingBits) & 31];
    }
    pending &= (1 << pendingBits) - 1;
  }
  if (pendingBits > 0) text += BASE32_ALPHABET[(pending << (5 - pendingBits)) & 31];
  return text;
}
