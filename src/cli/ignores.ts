/** What a scan leaves out by comments, .gitleaksignore and baselines, as the options and the configuration allow it. */
import { readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Config } from '../config/keys.ts';
import { Problem } from '../errors/problem.ts';
import { MOST_BASELINE_BYTES, parseBaseline } from '../ignores/baseline.ts';
import { GITLEAKS_IGNORE_FILE, matchFingerprints, parseGitleaksIgnore } from '../ignores/gitleaks-ignore.ts';
import type { IgnoreTests } from '../ignores/set-aside.ts';
import type { Finding } from '../model/finding.ts';
import { findRepositoryRoot } from '../model/repository-root.ts';
import { escapeControls } from '../report/text-safety.ts';
import type { RuleCatalogue } from '../rules/catalogue.ts';
import type { ScanRequest } from './run-scan.ts';

export interface IgnoreOptions {
  /** Comments: none, all, or all but another scanner's. */
  readonly inline: 'none' | 'all' | 'own';
  readonly gitleaksIgnore: boolean;
  /** `--baseline`, as typed. */
  readonly baseline?: string;
  /** `--write-baseline`, as typed. */
  readonly writeBaseline?: string;
}

/** From the configuration, which an organisation may have tightened, and the command line. */
export function ignoreOptions(
  config: Config,
  given: { ignoreGitleaksAllow: boolean; baseline: string | undefined; writeBaseline: string | undefined },
): IgnoreOptions {
  if (given.baseline !== undefined && !config['ignores.baseline'])
    throw new Problem({
      what: 'the configuration allows no baseline',
      where: 'ignores.baseline = false',
      next: ['veil config dump tells which file says so.', 'Leave --baseline out.'],
    });
  return {
    inline: !config['ignores.inline'] ? 'none' : given.ignoreGitleaksAllow ? 'own' : 'all',
    gitleaksIgnore: config['ignores.gitleaksignore'],
    ...(given.baseline === undefined ? {} : { baseline: given.baseline }),
    ...(given.writeBaseline === undefined ? {} : { writeBaseline: given.writeBaseline }),
  };
}

/** Reads what there is to read; a `Problem` for a baseline that cannot be used. */
export function loadIgnores(request: ScanRequest, catalogue: RuleCatalogue): IgnoreTests {
  const { inline, gitleaksIgnore, baseline } = request.ignores;
  const fingerprints = gitleaksIgnore ? gitleaksIgnoreTest(request, catalogue) : undefined;
  return {
    ...(inline === 'none'
      ? {}
      : { inline: ({ ignoredBy }: Finding) => ignoredBy === 'veil' || (inline === 'all' && ignoredBy === 'gitleaks') }),
    ...(fingerprints === undefined ? {} : { gitleaksignore: fingerprints }),
    ...(baseline === undefined ? {} : { baseline: baselineTest(resolve(request.context.cwd, baseline)) }),
  };
}

function gitleaksIgnoreTest(
  { scannedPaths, context, quiet }: ScanRequest,
  catalogue: RuleCatalogue,
): IgnoreTests['gitleaksignore'] {
  const roots = new Set(scannedPaths.map(rootOf));
  const paths = [...roots].map((root) => join(root, GITLEAKS_IGNORE_FILE));
  const texts = paths.map(readIfThere);
  const at = texts.findIndex((text) => text !== undefined);
  if (at === -1) return undefined;
  const tell = (text: string): void => {
    if (!quiet) context.stderr.write(`note: ${escapeControls(text)}\n`);
  };
  const path = relative(context.cwd, paths[at] ?? '');
  // Its paths are of one repository; in another one they would hide what nobody looked at.
  if (roots.size > 1) {
    tell(`${path} is not used: several repositories are scanned`);
    return undefined;
  }
  const { fingerprints, wrongLines } = parseGitleaksIgnore(texts[at] ?? '');
  if (wrongLines.length > 0) tell(`${path}: no fingerprint in line ${wrongLines.slice(0, 10).join(', ')}`);
  const rules = new Set(catalogue.rules.map(({ id }) => id));
  return matchFingerprints(fingerprints, (id) => rules.has(id));
}

function rootOf(path: string): string {
  const folder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === false ? resolve(path, '..') : path;
  return findRepositoryRoot(folder) ?? folder;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw new Problem({
      what: `${GITLEAKS_IGNORE_FILE} cannot be read`,
      where: path,
      why: error instanceof Error ? error.message : String(error),
      next: ['Make it readable, or set ignores.gitleaksignore = false in veil.toml.'],
    });
  }
}

function baselineTest(path: string): (finding: Finding) => boolean {
  const problem = (why: string): Problem =>
    new Problem({
      what: 'the baseline cannot be used',
      where: path,
      why,
      next: ['Write one: veil scan --write-baseline FILE'],
    });
  let text: string;
  try {
    if (statSync(path).size > MOST_BASELINE_BYTES) throw new Error(`it is larger than ${MOST_BASELINE_BYTES} bytes`);
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw problem(error instanceof Error ? error.message : String(error));
  }
  const parsed = parseBaseline(text);
  if (typeof parsed === 'string') throw problem(parsed);
  return parsed;
}
