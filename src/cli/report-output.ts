/** Where a report goes: to stdout, or to a file that appears whole or not at all. */

import { accessSync, closeSync, constants, openSync, renameSync, statSync, unlinkSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Problem } from '../errors/problem.ts';
import type { Output } from './output.ts';

const CHUNK_CHARACTERS = 64 * 1024;

/** Says early, before a long scan, that `path` cannot be written. */
export function checkReportPath(path: string, noun = 'the report'): void {
  try {
    accessSync(dirname(path), constants.W_OK);
  } catch (error) {
    throw reportProblem(noun, path, error);
  }
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new Problem({
      what: `${noun} cannot be written`,
      where: path,
      why: 'it is a folder',
      next: ['Name a file.'],
    });
}

/** Temp file beside it, then rename. `secret` says that it holds unmasked secrets: then only the owner may read it. */
export function writeReportFile(path: string, chunks: Iterable<string>, secret: boolean, noun = 'the report'): void {
  const mode = secret ? 0o600 : 0o666;
  // A pipe or a device (`-o /dev/fd/63`) cannot be replaced by a rename.
  const existing = statSync(path, { throwIfNoEntry: false });
  const isReplaced = existing === undefined || existing.isFile();
  const target = isReplaced ? join(dirname(path), `.${basename(path)}.${process.pid}.tmp`) : path;
  try {
    writeAll(openSync(target, isReplaced ? 'wx' : 'w', mode), chunks);
    if (isReplaced) renameSync(target, path);
  } catch (error) {
    if (isReplaced) removeQuietly(target);
    throw reportProblem(noun, path, error);
  }
}

/** Writes at the reader's pace; ends early, without an error, when the reader has gone away (main.ts sees to the rest). */
export async function writeReport(stream: Output, chunks: Iterable<string>): Promise<void> {
  for (const chunk of inLargeChunks(chunks)) {
    if (!(await writeChunk(stream, chunk))) return;
  }
}

/** False when the reader has gone away. */
export async function writeChunk(stream: Output, chunk: string | Uint8Array): Promise<boolean> {
  if (stream.destroyed || stream.errored) return false;
  if (!stream.write(chunk)) await drained(stream);
  return true;
}

/** Or closed, or in error: whatever ends the waiting. */
function drained(stream: Output): Promise<void> {
  const events = ['drain', 'close', 'error'] as const;
  return new Promise((done) => {
    const settle = (): void => {
      for (const event of events) stream.off(event, settle);
      done();
    };
    for (const event of events) stream.on(event, settle);
  });
}

function writeAll(fd: number, chunks: Iterable<string>): void {
  try {
    for (const chunk of inLargeChunks(chunks)) {
      const bytes = Buffer.from(chunk);
      for (let written = 0; written < bytes.length; ) written += writeSync(fd, bytes, written);
    }
  } finally {
    closeSync(fd);
  }
}

function* inLargeChunks(chunks: Iterable<string>): Generator<string> {
  let pending = '';
  for (const chunk of chunks) {
    pending += chunk;
    if (pending.length < CHUNK_CHARACTERS) continue;
    yield pending;
    pending = '';
  }
  if (pending !== '') yield pending;
}

function removeQuietly(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // It was not made, or the folder is gone: the first error is the one to tell.
  }
}

function reportProblem(noun: string, path: string, error: unknown): Problem {
  return new Problem({
    what: `${noun} cannot be written`,
    where: path,
    why: error instanceof Error ? error.message : String(error),
    next: ['Check its folder: it must exist, be writable and have room.'],
  });
}
