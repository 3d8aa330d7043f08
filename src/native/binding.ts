/** The types of the native border: what `native/napi/` exports, no more. One interface for each file of the border. */
export interface NativeBinding
  extends GlobBinding,
    LayoutBinding,
    LockBinding,
    ProgramBinding,
    ScanBinding,
    StagedBinding,
    TextBinding {}

/** Names and numbers that both sides need; C++ is their one source. */
export interface LayoutBinding {
  readonly layout: {
    /** Field name → position in a rule row; `rule_field_count` is the row's length. */
    readonly rule: Readonly<Record<string, number>>;
    readonly rule_field_count: number;
    readonly rule_flags: Readonly<Record<string, number>>;
    readonly severities: readonly string[];
    readonly readers: readonly string[];
    readonly value_filters: readonly string[];
    readonly on_checksum_failure: readonly string[];
    readonly pair_missing: readonly string[];
    /** Position = number of the checksum; position 0 is '' (none). */
    readonly checksums: readonly string[];
    /** Position = number of the assignment kind. */
    readonly assign_kinds: readonly string[];
    /** The literals of rules whose reader is 'assignment'. */
    readonly telling_words: readonly string[];
    /** Field name → position in a batch row; `row_field_count` is the row's length. */
    readonly row: Readonly<Record<string, number>>;
    readonly row_field_count: number;
    readonly row_kinds: readonly string[];
    readonly binary_files: readonly string[];
    readonly skip_reasons: readonly string[];
    readonly limits: Readonly<Record<string, number>>;
  };
}

/** A rule set in the arrays of native/match/rule_set.h. */
export interface RuleSetArrays {
  readonly rows: Uint32Array;
  readonly strings: Uint32Array;
  readonly bytes: Uint8Array;
}

/** An immutable compiled rule set; freed with its last reference. Opaque. */
export type NativeEngine = { readonly __engine: unique symbol };

/** A running scan. Opaque. */
export type NativeScan = { readonly __scan: unique symbol };

export type ScanItems =
  /**
   * `prefixes[i]` stands before the reported paths of what lies below `roots[i]`; for a file it is the whole path.
   * `config_paths[i]` is where the root lies below the configuration's folder ('sub/'), for `config_include` and `config_exclude`.
   */
  | {
      readonly kind: 'paths';
      readonly roots: readonly Uint8Array[];
      readonly prefixes: readonly Uint8Array[];
      readonly config_paths: readonly Uint8Array[];
    }
  /** Named texts in memory, scanned as files are. */
  | { readonly kind: 'buffers'; readonly names: readonly Uint8Array[]; readonly data: readonly Uint8Array[] }
  /**
   * Objects of a git repository: raw ids one after another, none twice; paths likewise, each ending at its `path_ends`.
   * Behind the paths of the ids stand further paths of some of them, of the ids whose rising positions `also_of` has;
   * they are items, too.
   * Objects that look binary are scanned, too, for matches of high confidence.
   */
  | {
      readonly kind: 'git';
      readonly object_folders: readonly Uint8Array[];
      /** Where the content of LFS pointers is looked for; empty: nowhere, they are skipped. */
      readonly lfs_folder: Uint8Array;
      readonly object_format: 'sha1' | 'sha256';
      readonly ids: Uint8Array;
      readonly also_of: Uint32Array;
      readonly paths: Uint8Array;
      readonly path_ends: Uint32Array;
    };

export interface ScanOptions {
  /** A byte for each rule: 0 = off. */
  readonly enabled: Uint8Array;
  /** 0 = as many as there are cores. */
  readonly threads: number;
  readonly gitignore: boolean;
  readonly follow_symlinks: boolean;
  /** Relative to the roots; they come after those of the configuration, which are relative to its folder. */
  readonly include: readonly Uint8Array[];
  readonly exclude: readonly Uint8Array[];
  readonly config_include: readonly Uint8Array[];
  readonly config_exclude: readonly Uint8Array[];
  /** 0 = no limit. */
  readonly max_file_bytes: number;
  /** 0, 1, 2: findings below it are dropped. */
  readonly min_confidence: number;
  /** Rows for skipped files as well as their counts. */
  readonly list_skipped: boolean;
  /** Files that look binary: one of `layout.binary_files`. */
  readonly binary: 'skip' | 'strings' | 'text';
  /** 0 = the default of native/io/reader.h. */
  readonly map_threshold_bytes: number;
  /** False: large files are read in windows instead of mapped. */
  readonly map_large_files: boolean;
  /** More findings in one file are counted only; 0 = `layout.limits.max_findings_per_file`. */
  readonly max_findings_per_file: number;
  /** 0 = the default of native/scan/limits.h. Tests sweep it. */
  readonly window_bytes: number;
  /** 16 bytes, or empty: all files are read. For paths. */
  readonly known_files_key: Uint8Array;
  /** What `NativeScanEnd.known_files` was after an earlier scan with the same key. */
  readonly known_files: Uint8Array;
}

/** One batch: rows of `layout.row_field_count` numbers, and the bytes that they point into. */
export interface NativeBatch {
  readonly rows: Uint32Array;
  readonly bytes: Uint8Array;
}

/** The last word of a scan. The skip counts are in the order of `layout.skip_reasons`. */
export interface NativeScanEnd {
  readonly files_scanned: number;
  readonly bytes_scanned: number;
  /** Regular files. */
  readonly files_skipped: readonly number[];
  /** Folders (each as one, whatever is in it), links, pipes and the like. */
  readonly others_skipped: readonly number[];
  /** Regular files; folders that failed are rows only. */
  readonly files_failed: number;
  readonly cancelled: boolean;
  /** Of git objects, a byte for each: 1 = scanned to its end, and nothing at all was found. */
  readonly clean: Uint8Array;
  /** The files that need not be read again while they are unchanged: sorted hashes of 16 bytes. */
  readonly known_files: Uint8Array;
}

export interface ScanBinding {
  /**
   * @param database what `serialize` gave, or empty
   * @throws Error with code BAD_RULE_SET or BAD_RULE
   */
  compile(
    ruleSet: RuleSetArrays,
    database: Uint8Array,
    options: { compile_patterns_now: boolean; count_rules?: boolean },
  ): NativeEngine;
  serialize(engine: NativeEngine): Uint8Array;
  /** How far around a candidate a match may depend on the text, at most. */
  context_bytes(engine: NativeEngine): number;
  /** Three numbers a rule (candidates, matches, nanoseconds); empty unless the engine was compiled with `count_rules`. */
  rule_costs(engine: NativeEngine): Float64Array;
  /**
   * Starts the scan on threads of its own. `onBatch` is called on this thread for each batch, then `onEnd` once, also
   * after `cancel`. An error that ends the whole scan (no memory, no thread) comes to `onEnd` instead of counts.
   */
  scan(
    engine: NativeEngine,
    items: ScanItems,
    options: ScanOptions,
    onBatch: (batch: NativeBatch) => void,
    onEnd: (error: Error | null, end: NativeScanEnd | null) => void,
  ): NativeScan;
  cancel(scan: NativeScan): void;
  /** Files, bytes and findings so far. */
  progress(scan: NativeScan): { files: number; bytes: number; findings: number };
}

export interface ProgramAnswer {
  /** Null: a signal ended it. */
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

/** Another program that runs. Killed when it is collected, or when its environment ends. */
export interface NativeProgram {
  /**
   * Its answer once it has ended; undefined when it still runs then, or when a signal came. Blocks: JavaScript hears of
   * signals between two calls. Throws the system's errors.
   */
  wait(timeoutMs: number): ProgramAnswer | undefined;
  /** Kills it, unless it has ended. */
  stop(): void;
}

export interface ProgramBinding {
  /** @throws Error with code, errno, syscall "spawn" and path; ENOENT where there is no such program on the PATH, or no such folder */
  start_program(words: readonly string[], environment: readonly string[], folder: string): NativeProgram;
}

export interface StagedBinding {
  /**
   * The files and links of the index that are new or changed against the tree: raw ids one after another, and paths, each
   * with a NUL behind it. Undefined where git is to be asked: an index that is split, sparse, damaged or in conflict, or
   * an object that cannot be read. Contract: native/scan/staged_changes.h.
   */
  staged_changes(
    indexPath: string,
    tree: string,
    objectFolders: readonly string[],
    objectFormat: 'sha1' | 'sha256',
  ): { readonly ids: Buffer; readonly paths: Buffer } | undefined;
}

export interface GlobBinding {
  /**
   * A byte for each path (ending at its `pathEnds`, below `above`): 0, or one more than the number of the skip reason for which
   * these globs of a configuration leave it out, by itself or by a folder above it.
   * @throws Error with code BAD_GLOB
   */
  judge_paths(
    include: readonly Uint8Array[],
    exclude: readonly Uint8Array[],
    above: Uint8Array,
    paths: Uint8Array,
    pathEnds: Uint32Array,
  ): Uint8Array;
}

export interface TextBinding {
  /** What a file that begins with these bytes is read as. */
  classify(head: Uint8Array): 'text' | 'binary' | 'utf16le' | 'utf16be';
  /** Line feeds, and UTF-16 units behind the last of them. */
  measure(bytes: Uint8Array): { newlines: number; units: number };
}

/** A lock that is held until `unlock()`, until it is collected, or until its environment ends. */
export interface NativeLock {
  readonly path: string;
  /** Lets go; calling it again does nothing. */
  unlock(): void;
  /** False after `unlock()`, and when the name leads to another file than the locked one: somebody deleted the lock file. */
  stillValid(): boolean;
}

export interface NativeLockHolder {
  readonly pid: number;
  /** Control bytes escaped, cut; empty when it could not be read. */
  readonly command: string;
}

export interface LockBinding {
  /**
   * Take a lock at once or throw; never wait. Contract: native/lock/file_lock.h.
   * @param create false: throw ENOENT where the lock file is missing, instead of making it
   * @throws Error with code, errno (positive), syscall and path; EAGAIN when the lock is held elsewhere
   */
  try_lock_shared(path: string, create?: boolean): NativeLock;
  try_lock_exclusive(path: string, create?: boolean): NativeLock;
  /** Who holds the lock on the file at `path` now, as far as /proc tells; for messages. Never throws for a reason of the world. */
  lock_holders(path: string): NativeLockHolder[];
}
