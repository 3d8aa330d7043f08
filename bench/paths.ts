import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { packageRoot } from '../src/native/package-root.ts';

/** The folder for corpora and peers: large, made on first use, safe to delete. `VEIL_BENCH_CORPORA` moves it. */
export function cacheFolder(...parts: string[]): string {
  const root = process.env.VEIL_BENCH_CORPORA ?? join(packageRoot(), 'bench/.cache');
  return join(resolve(root), ...parts);
}

/** The folder for results of one day, made if missing. */
export function resultsFolder(date: Date): string {
  const folder = join(packageRoot(), 'bench/results', date.toISOString().slice(0, 10));
  mkdirSync(folder, { recursive: true });
  return folder;
}

export function benchSource(...parts: string[]): string {
  return join(packageRoot(), 'bench', ...parts);
}
