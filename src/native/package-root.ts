import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds veil's own `binding.gyp`: the same from `dist/src/native/` and from the bundled `dist/veil.cjs`. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'binding.gyp'))) {
    const parent = dirname(folder);
    if (parent === folder)
      throw new Error(`veil's package folder was not found above ${fileURLToPath(import.meta.url)}`);
    folder = parent;
  }
  return folder;
}
