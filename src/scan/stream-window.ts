/** A bounded stretch of a stream: filled at its end, and let go at its beginning. */
import { Readable } from 'node:stream';

/** What `fill` does when nothing more comes for a while. */
const IDLE = Symbol('idle');

export class StreamWindow {
  readonly #source: AsyncIterator<Uint8Array>;
  readonly #memory: Buffer;
  #size = 0;
  #rest: Uint8Array = Buffer.alloc(0);
  #next: Promise<IteratorResult<Uint8Array>> | undefined;
  #isEnded = false;
  /** Of the window's first byte in the stream. */
  offset = 0;

  constructor(memory: Buffer, stream: Readable = Readable.from([])) {
    this.#source = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
    this.#memory = memory;
  }

  /** A stream that is there as a whole. */
  static of(bytes: Buffer): StreamWindow {
    const window = new StreamWindow(bytes);
    window.#isEnded = true;
    window.#size = bytes.length;
    return window;
  }

  /** Valid until the next `fill` or `forget`. */
  get bytes(): Buffer {
    return this.#memory.subarray(0, this.#size);
  }

  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** Until the window is full, the stream ends, or (with `idleMs`) nothing comes for that long and there is more than `least` bytes. */
  async fill(least = 0, idleMs = 0): Promise<void> {
    while (this.#size < this.#memory.length && !this.#isEnded) {
      if (this.#rest.length === 0) {
        const got = await this.#read(this.#size > least ? idleMs : 0);
        if (got === IDLE) return;
        if (got === undefined) this.#isEnded = true;
        else this.#rest = got;
        continue;
      }
      const taken = this.#rest.subarray(0, this.#memory.length - this.#size);
      this.#memory.set(taken, this.#size);
      this.#size += taken.length;
      this.#rest = this.#rest.subarray(taken.length);
    }
  }

  /** Lets go what lies before `offset`. */
  forget(offset: number): void {
    this.#memory.copyWithin(0, offset - this.offset, this.#size);
    this.#size -= offset - this.offset;
    this.offset = offset;
  }

  async #read(idleMs: number): Promise<Uint8Array | undefined | typeof IDLE> {
    this.#next ??= this.#source.next();
    const got = idleMs === 0 ? await this.#next : await withinMs(this.#next, idleMs);
    if (got === IDLE) return IDLE;
    this.#next = undefined;
    return got.done === true ? undefined : got.value;
  }
}

async function withinMs<T>(promise: Promise<T>, ms: number): Promise<T | typeof IDLE> {
  let timer: NodeJS.Timeout | undefined;
  const idle = new Promise<typeof IDLE>((done) => {
    timer = setTimeout(done, ms, IDLE);
  });
  try {
    return await Promise.race([promise, idle]);
  } finally {
    clearTimeout(timer);
  }
}
