/** A cache of objects in which nothing was found: for one set of rules and settings, the hashes of their ids and paths. */
import { createHash } from 'node:crypto';
import type { GitObject } from '../../model/git-object.ts';
import { KEY_BYTES, readCleanKeys, writeCleanKeys } from '../clean-keys.ts';
import { hasKey, type Key, mergeKeys } from '../sorted-keys.ts';

const KIND = 'clean blobs';
/** 64 MB; beyond it the cache begins anew. */
const MAX_BYTES = 4_000_000 * KEY_BYTES;

export class BlobCache {
  readonly #folder: string;
  readonly #name: string;
  readonly #keys: Buffer;
  readonly #learnt: Key[] = [];
  /** Why the file that is there was not used; absent when it was, or when there was none. */
  readonly problem?: string;

  /** `digest`: lower-case hex over everything that decides what is found. Reads the file, writes nothing. */
  constructor(folder: string, digest: string) {
    this.#folder = folder;
    this.#name = `clean-${digest.slice(0, 32)}`;
    const { keys, problem } = readCleanKeys(folder, this.#name, KIND);
    this.#keys = keys;
    if (problem !== undefined) this.problem = problem;
  }

  /** Whether nothing was found in it under any of its paths, when the cache was read. */
  has(object: GitObject): boolean {
    return keysOf(object).every((key) => hasKey(this.#keys, key));
  }

  /** To be saved. */
  add(object: GitObject): void {
    for (const key of keysOf(object)) this.#learnt.push(key);
  }

  /**
   * Writes the file anew, with what another process has added meanwhile; of two at the very same time one's additions
   * are lost, which costs a scan and nothing else. Answers why it could not, if it could not.
   */
  save(): string | undefined {
    const merged = mergeKeys(readCleanKeys(this.#folder, this.#name, KIND).keys, this.#learnt);
    const kept = merged.length > MAX_BYTES ? mergeKeys(Buffer.alloc(0), this.#learnt) : merged;
    return writeCleanKeys(this.#folder, this.#name, KIND, kept.subarray(0, MAX_BYTES));
  }
}

/** The path counts, too: some rules ask for it. */
function keysOf({ id, path, others = [] }: GitObject): Key[] {
  return [keyOf(id, path), ...others.map((other) => keyOf(id, other.path))];
}

function keyOf(id: string, path: string): Key {
  return createHash('sha256').update(id).update('\0').update(path, 'latin1').digest().toString('latin1', 0, KEY_BYTES);
}
