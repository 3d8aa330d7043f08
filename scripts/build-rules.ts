/**
 * Compiles rules/*.toml into dist/ruleset/rules.bin (format: src/rules/prebuilt.ts). Does nothing when that file is up
 * to date; `--force` builds anyway. Any problem in a rule ends the build with file, line and key.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { loadNative } from '../src/native/load.ts';
import { packageRoot } from '../src/native/package-root.ts';
import { prebuiltFile } from '../src/rules/built-in.ts';
import { encodeRules } from '../src/rules/encode.ts';
import { findDuplicateIds, loadRuleFile } from '../src/rules/load.ts';
import { readPrebuilt, writePrebuilt } from '../src/rules/prebuilt.ts';
import { formatProblem, isError } from '../src/rules/rule.ts';
import { digestOfFiles, readRuleFiles } from '../src/rules/rule-files.ts';
import { strideTrapWarning } from './stride-trap.ts';

const root = packageRoot();
const target = join(root, prebuiltFile);
const native = loadNative();
const files = readRuleFiles(join(root, 'rules')).map((file) => ({ ...file, name: `rules/${basename(file.name)}` }));
// The layout is part of what the file is made from: a new field or name makes it stale.
const sources = digestOfFiles([...files, { name: 'layout', text: JSON.stringify(native.layout) }]);

if (process.argv.includes('--force') || sourcesOf(target) !== sources) await build();

async function build(): Promise<void> {
  const loaded = files.map((file) => loadRuleFile(file.name, file.text, native.layout));
  const rules = loaded.flatMap((file) => file.rules);
  const problems = [...loaded.flatMap((file) => file.problems), ...findDuplicateIds(rules)];
  for (const problem of problems) console.error(formatProblem(problem));
  if (problems.some(isError)) process.exit(1);

  const catalogue = encodeRules(rules, native.layout);
  const engine = native.compile(catalogue.arrays, new Uint8Array(0), { compile_patterns_now: true });
  const prebuilt = writePrebuilt({ ...catalogue, database: native.serialize(engine) }, sources);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(`${target}.new`, prebuilt);
  renameSync(`${target}.new`, target);
  const sample = Buffer.from(files.map((file) => file.text).join('\n'));
  const warning = await strideTrapWarning(native, catalogue, sample);
  if (warning !== undefined) console.error(`veil build: warning: ${warning}`);
  console.error(`veil build: ${rules.length} rules, ${prebuilt.length} bytes`);
}

function sourcesOf(path: string): string | undefined {
  return existsSync(path) ? readPrebuilt(readFileSync(path))?.sources : undefined;
}
