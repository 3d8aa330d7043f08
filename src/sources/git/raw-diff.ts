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
  readonly path: Buffer;
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
      this.#field(bytes.subarray(start, end));
      start = end + 1;
    }
    this.#pending = Buffer.from(bytes.subarray(start));
  }

  /** @throws Error when the output ended in the middle of a change. */
  end(): void {
    if (this.#pending.length > 0 || this.#header !== undefined)
      throw new Error('the output of git diff ended too early');
  }

  #field(field: Buffer): void {
    if (this.#header !== undefined) {
      this.#onChange({ ...this.#header, path: Buffer.from(field) }, this.#commit);
      this.#header = undefined;
    } else if (field[0] === COLON) {
      this.#header = parseHeader(field.toString('latin1'));
    } else {
      this.#commit = field.toString('latin1').trim();
    }
  }
}

const COLON = 0x3a;

/** `:old-mode new-mode old-id new-id M`; for n parents n colons, n old modes, n old ids and n letters. */
function parseHeader(text: string): Omit<RawChange, 'path'> {
  const parents = text.search(/[^:]/);
  const fields = text.slice(parents).split(' ');
  const [mode, id, status] = [fields[parents], fields[2 * parents + 1], fields[2 * parents + 2]];
  if (mode === undefined || id === undefined || status === undefined)
    throw new Error('git diff said something unknown');
  return { mode, id, status };
}

const GITLINK_MODE = '160000';
const NO_ID = /^0+$/;

/** Whether the change leaves bytes behind: no deletion, no submodule. */
export function isContent({ mode, id }: RawChange): boolean {
  return mode !== GITLINK_MODE && !NO_ID.test(id);
}
