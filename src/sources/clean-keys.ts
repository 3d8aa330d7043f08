/**
 * Files of 16-byte keys that remember what was found clean. They hold no content, and what is wrong with one costs time
 * only: it is then ignored.
 */
import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

export const KEY_BYTES = 16;
const CHECK_BYTES = 32;
/** Other rules, settings and folders have files of their own, which nobody asks for any more some day. */
const UNUSED_DAYS = 60;
const DAY_MS = 86_400_000;
const OURS = /^(?:clean|files)-[0-9a-f]{32}(?:\.\d+\.tmp)?$/;

export interface CleanKeys {
  /** Whole keys, one after another, as they were written. */
  readonly keys: Buffer;
  /** Why the file that is there was not used; absent when it was, or when there was none. */
  readonly problem?: string;
}

/** `kind` is what the keys are of: a file of another kind is not read as this one. */
export function readCleanKeys(folder: string, name: string, kind: string): CleanKeys {
  const none = Buffer.alloc(0);
  let file: Buffer;
  try {
    file = readOwnFile(join(folder, name));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? { keys: none } : { keys: none, problem: message };
  }
  const magic = magicOf(kind);
  const keys = file.subarray(magic.length, file.length - CHECK_BYTES);
  const isWhole =
    file.length >= magic.length + CHECK_BYTES &&
    file.subarray(0, magic.length).equals(magic) &&
    keys.length % KEY_BYTES === 0 &&
    checkOf(magic, keys).equals(file.subarray(file.length - CHECK_BYTES));
  return isWhole ? { keys } : { keys: none, problem: 'it is damaged' };
}

/**
 * Writes the file anew, beside it and renamed, so that nobody reads half of one; of two processes the last one's stays.
 * Answers why it could not, if it could not. Files that were not written for a long time go.
 */
export function writeCleanKeys(folder: string, name: string, kind: string, keys: Buffer): string | undefined {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const magic = magicOf(kind);
    const temporary = join(folder, `${name}.${process.pid}.tmp`);
    rmSync(temporary, { force: true });
    writeFileSync(temporary, Buffer.concat([magic, keys, checkOf(magic, keys)]), { mode: 0o600, flag: 'wx' });
    renameSync(temporary, join(folder, name));
    removeUnused(folder);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function removeUnused(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!OURS.test(name)) continue;
    const path = join(folder, name);
    const status = lstatSync(path, { throwIfNoEntry: false });
    if (status?.isFile() && Date.now() - status.mtimeMs > UNUSED_DAYS * DAY_MS) rmSync(path, { force: true });
  }
}

function magicOf(kind: string): Buffer {
  return Buffer.from(`veil ${kind} 1\n`);
}

function checkOf(magic: Buffer, keys: Buffer): Buffer {
  return createHash('sha256').update(magic).update(keys).digest();
}

/** Somebody else could have written down that a secret's file is clean. */
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
