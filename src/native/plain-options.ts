import type { ScanOptions } from './binding.ts';

/** A scan of texts in memory with the native defaults, on one thread; which rules are on is the caller's to say. */
export const plainOptions: Omit<ScanOptions, 'enabled'> = {
  threads: 1,
  gitignore: false,
  follow_symlinks: false,
  include: [],
  exclude: [],
  config_include: [],
  config_exclude: [],
  max_file_bytes: 0,
  min_confidence: 1,
  list_skipped: false,
  binary: 'skip',
  max_findings_per_file: 0,
  map_threshold_bytes: 0,
  map_large_files: true,
  window_bytes: 0,
  known_files_key: new Uint8Array(),
  known_files: new Uint8Array(),
};
