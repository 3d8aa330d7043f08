import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds veil's own `binding.gyp`: the same from `dist/src/native/` and from the bundled `dist/veil.cjs`. */
export function packageRoot(): string {
  // Node has the folder from 20.11 on, and so has the bundle.
  const start = import.meta.dirname ?? dirname(fileURLToPath(import.meta.url));
  let folder = start;
  while (!existsSync(join(folder, 'binding.gyp'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`veil's package folder was not found above ${start}`);
    folder = parent;
  }
  return folder;
}
