/**
 * Stdout and stderr. Node's streams of them take 4 ms to load, which a commit hook waits for: a file or a pipe is written
 * to without them, as they would write, at once.
 */
import { EventEmitter } from 'node:events';
import { fstatSync, writeSync } from 'node:fs';

/** What a command may use of stdout and stderr. Node's writable streams are such. */
export interface Output {
  /** False: what is written next should wait for 'drain'. Never throws for a reason of the world. */
  write(chunk: string | Uint8Array): boolean;
  /** Why nothing more is written; 'error' was told of it. */
  readonly errored: Error | null;
  readonly destroyed: boolean;
  readonly isTTY?: boolean;
  /** Of a terminal. */
  readonly columns?: number;
  on(event: OutputEvent, listener: (error: Error) => void): unknown;
  off(event: OutputEvent, listener: (error: Error) => void): unknown;
}

type OutputEvent = 'drain' | 'close' | 'error';

/** What is written to `fd`; `open` answers node's stream of it, for a terminal and for what cannot be written at once. */
export function openOutput(fd: 1 | 2, open: () => NodeJS.WriteStream): Output {
  return isFileOrPipe(fd) ? new DirectOutput(fd, open) : open();
}

/** Calls `then` when all is written that can be. */
export function whenWritten(output: Output, then: () => void): void {
  if (output instanceof DirectOutput && output.stream === undefined) then();
  else ((output instanceof DirectOutput ? output.stream : output) as NodeJS.WriteStream).write('', then);
}

function isFileOrPipe(fd: number): boolean {
  try {
    const status = fstatSync(fd);
    return status.isFile() || status.isFIFO() || status.isSocket();
  } catch {
    return false; // it is closed: node knows what to do then
  }
}

class DirectOutput extends EventEmitter implements Output {
  readonly #fd: number;
  readonly #open: () => NodeJS.WriteStream;
  /** In use since a write would have had to wait: whoever shares the pipe set it so. */
  stream: NodeJS.WriteStream | undefined;
  #failure: Error | null = null;

  constructor(fd: number, open: () => NodeJS.WriteStream) {
    super();
    this.#fd = fd;
    this.#open = open;
  }

  get errored(): Error | null {
    return this.#failure;
  }

  get destroyed(): boolean {
    return this.#failure !== null;
  }

  write(chunk: string | Uint8Array): boolean {
    if (this.#failure !== null) return true;
    if (this.stream !== undefined) return this.stream.write(chunk);
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    let written = 0;
    try {
      while (written < bytes.length) written += writeSync(this.#fd, bytes, written);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN')
        return this.#goOnBy(this.#open(), bytes.subarray(written));
      this.#fail(error as Error);
    }
    return true;
  }

  #goOnBy(stream: NodeJS.WriteStream, rest: Uint8Array): boolean {
    this.stream = stream;
    stream.on('error', (error) => this.#fail(error));
    stream.on('drain', () => this.emit('drain'));
    stream.on('close', () => this.emit('close'));
    return stream.write(rest);
  }

  #fail(error: Error): void {
    this.#failure = error;
    this.emit('error', error);
  }
}
