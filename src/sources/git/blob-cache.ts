/** A cache of objects in which nothing was found: for one set of rules and settings, the hashes of their ids and paths. */
import { createHash } from 'node:crypto';
import type { GitObject } from '../../model/git-object.ts';
import { KEY_BYTES, readCleanKeys, writeCleanKeys } from '../clean-keys.ts';

const KIND = 'clean blobs';
/** 64 MB; beyond it the cache begins anew. */
const MAX_ENTRIES = 4_000_000;

export class BlobCache {
  readonly #folder: string;
  readonly #name: string;
  readonly #keys: Set<string>;
  /** Why the file that is there was not used; absent when it was, or when there was none. */
  readonly problem?: string;

  /** `digest`: lower-case hex over everything that decides what is found. Reads the file, writes nothing. */
  constructor(folder: string, digest: string) {
    this.#folder = folder;
    this.#name = `clean-${digest.slice(0, 32)}`;
    const { keys, problem } = readCleanKeys(folder, this.#name, KIND);
    this.#keys = setOf(keys);
    if (problem !== undefined) this.problem = problem;
  }

  /** Whether nothing was found in it under any of its paths. */
  has(object: GitObject): boolean {
    return keysOf(object).every((key) => this.#keys.has(key));
  }

  add(object: GitObject): void {
    for (const key of keysOf(object)) this.#keys.add(key);
  }

  /**
   * Writes the file anew, with what another process has added meanwhile; of two at the very same time one's additions
   * are lost, which costs a scan and nothing else. Answers why it could not, if it could not.
   */
  save(): string | undefined {
    const keys = new Set([...setOf(readCleanKeys(this.#folder, this.#name, KIND).keys), ...this.#keys]);
    const kept = keys.size > MAX_ENTRIES ? this.#keys : keys;
    const bytes = Buffer.from([...kept].sort().slice(0, MAX_ENTRIES).join(''), 'latin1');
    return writeCleanKeys(this.#folder, this.#name, KIND, bytes);
  }
}

function setOf(keys: Buffer): Set<string> {
  const text = keys.toString('latin1');
  const set = new Set<string>();
  for (let at = 0; at < text.length; at += KEY_BYTES) set.add(text.slice(at, at + KEY_BYTES));
  return set;
}

/** The path counts, too: some rules ask for it. */
function keysOf({ id, path, others = [] }: GitObject): string[] {
  return [keyOf(id, path), ...others.map((other) => keyOf(id, other.path))];
}

function keyOf(id: string, path: string): string {
  return createHash('sha256').update(id).update('\0').update(path, 'latin1').digest().toString('latin1', 0, KEY_BYTES);
}
