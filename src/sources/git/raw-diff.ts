/** The output of `git diff-tree` and `git diff-index` with `--raw -z`. */

/** Merges are compared with all parents at once (-c): what stands is in none of them. */
export const rawDiffArgs = [
  '-r',
  '-c',
  '--root',
  '--raw',
  '-z',
  '--no-renames',
  '--no-abbrev',
  '--no-ext-diff',
  '--no-textconv',
] as const;

export interface RawChange {
  /** The mode and id after the change; an id of zeros is a deletion. */
  readonly mode: string;
  readonly id: string;
  /** One letter for each parent: A added, M modified, D deleted, T type, U unmerged. */
  readonly status: string;
  /** A character a byte. */
  readonly path: string;
}

/** Parses `--raw -z` output as it comes. Fields: a commit's id, `:` × parents modes ids status, a path. */
export class RawDiffParser {
  readonly #onChange: (change: RawChange, commit: string) => void;
  #pending: Buffer = Buffer.alloc(0);
  #commit = '';
  #header: Omit<RawChange, 'path'> | undefined;

  constructor(onChange: (change: RawChange, commit: string) => void) {
    this.#onChange = onChange;
  }

  push(chunk: Buffer): void {
    const bytes = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    let start = 0;
    for (let end = bytes.indexOf(0); end !== -1; end = bytes.indexOf(0, start)) {
      this.#field(bytes, start, end);
      start = end + 1;
    }
    this.#pending = Buffer.from(bytes.subarray(start));
  }

  /** @throws Error when the output ended in the middle of a change. */
  end(): void {
    if (this.#pending.length > 0 || this.#header !== undefined)
      throw new Error('the output of git diff ended too early');
  }

  #field(bytes: Buffer, start: number, end: number): void {
    if (this.#header !== undefined) {
      const { mode, id, status } = this.#header;
      this.#header = undefined;
      this.#onChange({ mode, id, status, path: bytes.toString('latin1', start, end) }, this.#commit);
    } else if (bytes[start] === COLON) {
      this.#header = parseHeader(bytes, start, end);
    } else {
      this.#commit = bytes.toString('latin1', start, end).trim();
    }
  }
}

const COLON = 0x3a;
const MODE_AND_SPACE = 7;

/**
 * `:old-mode new-mode old-id new-id M`; for n parents n colons, n old modes, n old ids and n letters. Ids are as long as
 * what is left allows: a history has millions of these lines, and splitting them took as long as all else in them.
 */
function parseHeader(bytes: Buffer, start: number, end: number): Omit<RawChange, 'path'> {
  let parents = 1;
  while (bytes[start + parents] === COLON) parents++;
  const newMode = start + parents + MODE_AND_SPACE * parents;
  const ids = newMode + MODE_AND_SPACE;
  const idAndSpace = (end - parents - ids) / (parents + 1);
  const status = end - parents;
  const newId = status - idAndSpace;
  if (!ID_AND_SPACE.has(idAndSpace) || bytes[status - 1] !== SPACE || bytes[newId - 1] !== SPACE)
    throw new Error('git diff said something unknown');
  return {
    mode: bytes.toString('latin1', newMode, newMode + MODE_AND_SPACE - 1),
    id: bytes.toString('latin1', newId, status - 1),
    status: bytes.toString('latin1', status, end),
  };
}

const SPACE = 0x20;
/** Of SHA-1 and SHA-256. */
const ID_AND_SPACE: ReadonlySet<number> = new Set([41, 65]);
const GITLINK_MODE = '160000';
const NO_ID: ReadonlySet<string> = new Set(['0'.repeat(40), '0'.repeat(64)]);

/** Whether the change leaves bytes behind: no deletion, no submodule. */
export function isContent({ mode, id }: RawChange): boolean {
  return mode !== GITLINK_MODE && !NO_ID.has(id);
}
