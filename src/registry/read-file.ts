/** Reading the registry's bytes: a regular file of a bounded size, never a FIFO that somebody planted. */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** 16 MiB: some 80,000 entries. */
const MAX_REGISTRY_BYTES = 16 * 1024 * 1024;
const MAX_INTERRUPT_COUNT = 1000;

/** What is wrong with a file that could be opened; `code` and `errno` are those that the caller reports. */
export class UnreadableFile extends Error {
  readonly code: string;
  readonly errno: number;
  readonly syscall = 'open';
  readonly path: string;

  constructor(path: string, code: string, errno: number, message: string) {
    super(message);
    this.code = code;
    this.errno = errno;
    this.path = path;
  }
}

const EINVAL = 22;
const EFBIG = 27;

/** The file's bytes. Throws node's system errors, or UnreadableFile. */
export function readRegularFile(path: string): Buffer {
  // O_NONBLOCK: opening a FIFO must not wait for its other end.
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(fd);
    if (!stats.isFile()) throw new UnreadableFile(path, 'EINVAL', EINVAL, 'it is not a regular file');
    if (stats.size > MAX_REGISTRY_BYTES) throw tooLarge(path);
    return readAll(fd, stats.size, path);
  } finally {
    closeSync(fd);
  }
}

function readAll(fd: number, sizeBytes: number, path: string): Buffer {
  const chunks: Buffer[] = [];
  let total = 0;
  for (;;) {
    // One byte more than expected shows the end of the file without a second large buffer.
    const chunk = Buffer.allocUnsafe(Math.max(sizeBytes - total, 0) + 1);
    const count = readUninterrupted(fd, chunk);
    if (count === 0) return Buffer.concat(chunks);
    chunks.push(chunk.subarray(0, count));
    total += count;
    if (total > MAX_REGISTRY_BYTES) throw tooLarge(path);
  }
}

function readUninterrupted(fd: number, buffer: Buffer): number {
  for (let i = 0; ; i += 1) {
    try {
      return readSync(fd, buffer);
    } catch (error) {
      // libuv repeats every interrupted call but read.
      if ((error as { code?: unknown }).code !== 'EINTR' || i === MAX_INTERRUPT_COUNT) throw error;
    }
  }
}

function tooLarge(path: string): UnreadableFile {
  return new UnreadableFile(path, 'EFBIG', EFBIG, `it is larger than ${MAX_REGISTRY_BYTES} bytes`);
}
