/**
 * The bytes of a secret. Redacted at the type: every way in which a value is printed by accident (string conversion,
 * JSON, `console.log`) gives the mask; only {@link Secret.reveal} gives the bytes.
 */
export class Secret {
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get lengthBytes(): number {
    return this.#bytes.length;
  }

  /** The secret itself. For the finding's id, `--unsafe` and nothing else. */
  reveal(): Uint8Array {
    return this.#bytes;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[secret]';
  }
}
