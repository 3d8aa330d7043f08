/** Reads rule files from disk: one file, or each *.toml of a folder. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface RuleFile {
  /** As reported: `prefix` and the file's name. */
  readonly name: string;
  readonly text: string;
}

/** Lies beside rule files, and names them. */
const CONFIGURATION = 'veil.toml';

/** The files in the order of their names; of a folder without the configuration. Throws what node:fs throws. */
export function readRuleFiles(path: string): RuleFile[] {
  if (!statSync(path).isDirectory()) return [{ name: path, text: readFileSync(path, 'utf8') }];
  return readdirSync(path)
    .filter((name) => name.endsWith('.toml') && name !== CONFIGURATION)
    .sort()
    .map((name) => ({ name: join(path, name), text: readFileSync(join(path, name), 'utf8') }));
}

/** Hex SHA-256 over names and contents. */
export function digestOfFiles(files: readonly RuleFile[]): string {
  const hash = createHash('sha256');
  for (const { name, text } of files) hash.update(`${name}\0${text.length}\0${text}\0`);
  return hash.digest('hex');
}
