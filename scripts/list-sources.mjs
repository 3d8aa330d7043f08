// Prints the .cc files below `<root>/<folder>` for each folder given, one a line, for binding.gyp:
// a new source file needs no edit there.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const [root, ...folders] = process.argv.slice(2);

function listSources(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return listSources(path);
      return entry.name.endsWith('.cc') ? [path] : [];
    });
}

for (const folder of folders) {
  for (const path of listSources(join(root, folder))) console.log(path);
}
