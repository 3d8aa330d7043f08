import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LabelledCase } from './cases.ts';

/** Writes each case as a file of its own, in a numbered folder (`c00012/src/config.py`), and answers the folders' cases. */
export function writeCases(root: string, cases: readonly LabelledCase[]): Map<string, LabelledCase> {
  rmSync(root, { recursive: true, force: true });
  const byFolder = new Map<string, LabelledCase>();
  cases.forEach((labelled, index) => {
    const folder = `c${String(index).padStart(5, '0')}`;
    const path = join(root, folder, labelled.fileName);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, labelled.text);
    byFolder.set(folder, labelled);
  });
  return byFolder;
}
