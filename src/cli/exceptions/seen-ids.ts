/** Which ids a scan reported: from reports that were kept, or from a scan that is run for it. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Problem } from '../../errors/problem.ts';
import { exitCodes } from '../exit-codes.ts';
import type { VeilContext } from '../veil-command.ts';

/** The ids in the reports, or where none are named, those of a scan of the registry's root. */
export function seenIds(
  registryPath: string,
  reports: readonly string[] | undefined,
  context: VeilContext,
): Promise<ReadonlySet<string>> {
  return reports === undefined ? idsOfScan(registryPath, context) : Promise.resolve(idsInReports(reports, context.cwd));
}

/** The ids in veil's json and jsonl reports at `paths`. */
function idsInReports(paths: readonly string[], cwd: string): Set<string> {
  const ids = new Set<string>();
  for (const path of paths) {
    for (const id of idsInReport(readReport(path, cwd), path)) ids.add(id);
  }
  return ids;
}

/** The ids that `veil scan` reports for the root that `registryPath` belongs to. `Problem` when the scan was incomplete. */
async function idsOfScan(registryPath: string, context: VeilContext): Promise<Set<string>> {
  const root = dirname(dirname(registryPath));
  const words = ['scan', root, '--format', 'jsonl', '--quiet', '--no-exceptions', '--exit-code', '0'];
  const { status, stdout, stderr } = await runSelf(words, context);
  if (status === exitCodes.clean) return idsInReport(stdout, 'the scan');
  throw new Problem({
    what: 'the scan that tells which exceptions are unused did not end well',
    where: root,
    why: stderr.trim() || `exit status ${status}`,
    next: [
      'Scan yourself and pass the report:',
      'veil scan . --format json -o report.json',
      'and then --report report.json',
    ],
  });
}

function runSelf(
  words: readonly string[],
  context: VeilContext,
): Promise<{ status: number; stdout: string; stderr: string }> {
  const program = process.argv[1] ?? '';
  const child = spawn(process.execPath, [program, ...words], {
    cwd: context.cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: context.signal,
  });
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (part: string) => {
      texts[name] += part;
    });
  }
  return new Promise((resolveRun, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolveRun({ status: status ?? exitCodes.error, ...texts }));
  });
}

function readReport(path: string, cwd: string): string {
  try {
    return readFileSync(path === '-' ? 0 : resolve(cwd, path), 'utf8');
  } catch (error) {
    throw new Problem({ what: 'the report could not be read', where: path, why: String((error as Error).message) });
  }
}

function idsInReport(text: string, name: string): Set<string> {
  const document = parseJson(text);
  const findings: unknown[] =
    document === undefined
      ? text
          .split('\n')
          .filter((line) => line !== '')
          .map(parseJson)
      : findingsOf(document);
  const ids = findings.map((finding) => (finding as { id?: unknown } | undefined)?.id);
  if (!ids.every((id) => typeof id === 'string')) {
    throw new Problem({
      what: `${name} is no report of veil in json or jsonl`,
      next: ['veil scan . --format json -o report.json'],
    });
  }
  return new Set(ids);
}

/** A json report, or a jsonl report of one line. */
function findingsOf(document: unknown): unknown[] {
  const { findings } = document as { findings?: unknown };
  return Array.isArray(findings) ? findings : [document];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
