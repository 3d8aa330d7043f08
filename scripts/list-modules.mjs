// Writes src/generated/: which commands and report formats there are. A new file in one of these folders is all it
// takes to add one; a bundle cannot read a folder at run time.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const lists = [
  { folder: 'cli/commands', file: 'commands.ts', name: 'commandModules' },
  { folder: 'report/formats', file: 'formats.ts', name: 'formatModules' },
];

/** `root` is the package's folder. Files that would not change are not written, so that the compiler has nothing to do. */
export function writeModuleLists(root) {
  mkdirSync(join(root, 'src/generated'), { recursive: true });
  for (const { folder, file, name } of lists) {
    const path = join(root, 'src/generated', file);
    const text = moduleList(root, folder, name);
    if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
  }
}

function moduleList(root, folder, name) {
  const path = join(root, 'src', folder);
  const modules = (existsSync(path) ? readdirSync(path) : []).filter((file) => file.endsWith('.ts')).sort();
  return [
    '// Made by scripts/list-modules.mjs (part of the build) from the files that are there. Not committed.',
    `export const ${name}: Readonly<Record<string, () => Promise<object>>> = {`,
    ...modules.map((file) => `  '${file.slice(0, -3)}': () => import('../${folder}/${file}'),`),
    '};',
    '',
  ].join('\n');
}
