/** The rules that veil comes with: prebuilt, read from one file. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../native/package-root.ts';
import type { RuleCatalogue } from './catalogue.ts';
import { readPrebuilt } from './prebuilt.ts';

/** Relative to the package's folder. */
export const prebuiltFile = 'dist/ruleset/rules.bin';

/** @throws Error when the file is missing or was made by another version: the message says how to make it. */
export function loadBuiltInRules(): RuleCatalogue {
  const path = join(packageRoot(), prebuiltFile);
  let file: Buffer;
  try {
    file = readFileSync(path);
  } catch (error) {
    throw new Error(`the prebuilt rules cannot be read: ${path}; run \`npm run build:rules\``, { cause: error });
  }
  const prebuilt = readPrebuilt(file);
  if (prebuilt === undefined) throw new Error(`${path} was made by another version; run \`npm run build:rules\``);
  return prebuilt.catalogue;
}
