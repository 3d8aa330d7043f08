/** An object of a git repository that a scan reads natively. */
export interface GitObject {
  /** Lower-case hex. */
  readonly id: string;
  /** The path as bytes; for a message, what stands in its place. */
  readonly path: Uint8Array;
  /** The commit that brought it: '' for a tag's message, and for what no commit has. */
  readonly commit: string;
}

/** Objects to scan, each id once, and where they are. */
export interface GitObjects {
  /** Absolute object directories: the repository's own, then those that its environment adds. */
  readonly objectFolders: readonly string[];
  readonly objectFormat: 'sha1' | 'sha256';
  readonly objects: readonly GitObject[];
}
