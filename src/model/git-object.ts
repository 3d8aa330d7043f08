/** Where an object stands. */
export interface ObjectPlace {
  /** The path, a character a byte; for a message, what stands in its place. */
  readonly path: string;
  /** The commit that brought it there: '' for a tag's message, and for what no commit has. */
  readonly commit: string;
  /** The path is no file's: what stands in its place. */
  readonly isStandIn?: true;
}

/** An object of a git repository that a scan reads natively, where it stood first. */
export interface GitObject extends ObjectPlace {
  /** Lower-case hex. */
  readonly id: string;
  /** Where else, no path twice: some rules ask for the path. Absent for most. */
  readonly others?: readonly ObjectPlace[];
}

/** Objects to scan, each id once, and where they are. */
export interface GitObjects {
  /** Absolute object directories: the repository's own, then those that its environment adds. */
  readonly objectFolders: readonly string[];
  readonly objectFormat: 'sha1' | 'sha256';
  /** Absolute: where the content of LFS pointers is looked for. Absent: nowhere, they are skipped. */
  readonly lfsFolder?: string;
  readonly objects: readonly GitObject[];
}
