import { existsSync, lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface TreeSize {
  files: number;
  bytes: number;
}

/** Counts a tree's regular files and their bytes, and keeps the answer beside it as `<tree>.size.json`. */
export function treeSize(folder: string): TreeSize {
  const note = `${folder}.size.json`;
  if (existsSync(note)) return JSON.parse(readFileSync(note, 'utf8')) as TreeSize;
  const size = countTree(folder);
  writeFileSync(note, JSON.stringify(size));
  return size;
}

function countTree(folder: string): TreeSize {
  let files = 0;
  let bytes = 0;
  const pending = [folder];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const entry of readdirSync(next, { withFileTypes: true })) {
      const path = join(next, entry.name);
      if (entry.isDirectory()) pending.push(path);
      if (!entry.isFile()) continue;
      files += 1;
      bytes += lstatSync(path).size;
    }
  }
  return { files, bytes };
}
