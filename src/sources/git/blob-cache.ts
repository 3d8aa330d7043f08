/**
 * A cache of objects in which nothing was found. An entry is a hash of the object's id and path; the file belongs to
 * one set of rules and settings. It holds no content, and what is wrong with it costs time only: it is then ignored.
 */
import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { GitObject } from '../../model/git-object.ts';

const MAGIC = Buffer.from('veil clean blobs 1\n');
const KEY_BYTES = 16;
const CHECK_BYTES = 32;
/** 64 MB; beyond it the cache begins anew. */
const MAX_ENTRIES = 4_000_000;

export class BlobCache {
  readonly #folder: string;
  readonly #path: string;
  readonly #keys: Set<string>;
  /** Why the file that is there was not used; absent when it was, or when there was none. */
  readonly problem?: string;

  /** `digest`: lower-case hex over everything that decides what is found. Reads the file, writes nothing. */
  constructor(folder: string, digest: string) {
    this.#folder = folder;
    this.#path = join(folder, `clean-${digest.slice(0, 32)}`);
    const read = readEntries(this.#path);
    this.#keys = read.keys;
    if (read.problem !== undefined) this.problem = read.problem;
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
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      const keys = new Set([...readEntries(this.#path).keys, ...this.#keys]);
      const kept = keys.size > MAX_ENTRIES ? this.#keys : keys;
      const body = Buffer.from([...kept].sort().slice(0, MAX_ENTRIES).join(''), 'latin1');
      const temporary = `${this.#path}.${process.pid}.tmp`;
      rmSync(temporary, { force: true });
      writeFileSync(temporary, Buffer.concat([MAGIC, body, checkOf(body)]), { mode: 0o600, flag: 'wx' });
      renameSync(temporary, this.#path);
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  }
}

/** The path counts, too: some rules ask for it. */
function keysOf({ id, path, others = [] }: GitObject): string[] {
  return [keyOf(id, path), ...others.map((other) => keyOf(id, other.path))];
}

function keyOf(id: string, path: string): string {
  return createHash('sha256').update(id).update('\0').update(path, 'latin1').digest().toString('latin1', 0, KEY_BYTES);
}

function checkOf(body: Buffer): Buffer {
  return createHash('sha256').update(MAGIC).update(body).digest();
}

function readEntries(path: string): { keys: Set<string>; problem?: string } {
  const keys = new Set<string>();
  let file: Buffer;
  try {
    file = readOwnFile(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? { keys } : { keys, problem: message };
  }
  const body = file.subarray(MAGIC.length, file.length - CHECK_BYTES);
  const isWhole =
    file.length >= MAGIC.length + CHECK_BYTES &&
    file.subarray(0, MAGIC.length).equals(MAGIC) &&
    body.length % KEY_BYTES === 0 &&
    checkOf(body).equals(file.subarray(file.length - CHECK_BYTES));
  if (!isWhole) return { keys, problem: 'it is damaged' };
  const text = body.toString('latin1');
  for (let at = 0; at < text.length; at += KEY_BYTES) keys.add(text.slice(at, at + KEY_BYTES));
  return { keys };
}

/** Somebody else could have written down that a secret's blob is clean. */
function readOwnFile(path: string): Buffer {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const status = fstatSync(fd);
    if (!status.isFile()) throw new Error('it is no regular file');
    if (status.uid !== process.getuid?.()) throw new Error('it belongs to somebody else');
    if ((status.mode & 0o022) !== 0) throw new Error('others may write to it');
    return readFileSync(fd);
  } finally {
    closeSync(fd);
  }
}
