import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { runCommand } from '../commands.ts';
import { cacheFolder } from '../paths.ts';
import { listAt, numberAt, type Peer, type Prepared, textAt, valueAt } from './peer.ts';

const inVenv = (program: string): string => cacheFolder('peers/venv/bin', program);

// The packages are installed one at a time into one virtual environment, so that one that fails leaves the others.
function pythonTool(program: string, distribution: string): Prepared {
  if (!existsSync(inVenv('pip'))) {
    mkdirSync(cacheFolder('peers'), { recursive: true });
    runCommand(['python3', '-m', 'venv', cacheFolder('peers/venv')], { timeoutSeconds: 120 });
  }
  if (!existsSync(inVenv(program)))
    runCommand([inVenv('pip'), 'install', '--quiet', distribution], { timeoutSeconds: 600 });
  if (!existsSync(inVenv(program))) return { ready: false, why: `\`pip install ${distribution}\` did not work here` };
  const shown = runCommand([inVenv('pip'), 'show', distribution]).stdout;
  return { ready: true, version: /^Version: (.*)$/m.exec(shown)?.[1] ?? 'unknown' };
}

export const kingfisherPeer: Peer = {
  name: 'kingfisher',
  prepare: () => pythonTool('kingfisher', 'kingfisher-bin'),
  // biome-ignore format: one flag group a line
  argv: ({ path, threads }) => [
    inVenv('kingfisher'), 'scan', path, '--no-validate', '--no-update-check', '--git-history', 'none',
    '--format', 'jsonl', '-j', String(threads), '--max-file-size', '4000', '--no-dedup',
  ],
  findings: ({ stdout }) =>
    stdout
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line): unknown => JSON.parse(line))
      .filter((record) => valueAt(record, 'finding') !== undefined)
      .map((record) => ({
        file: textAt(record, 'finding', 'path'),
        line: numberAt(record, 'finding', 'line'),
        column: numberAt(record, 'finding', 'column_start'),
        rule: textAt(record, 'rule', 'id'),
        secret: textAt(record, 'finding', 'snippet'),
        severity: textAt(record, 'finding', 'confidence'),
      })),
};

export const detectSecretsPeer: Peer = {
  name: 'detect-secrets',
  prepare: () => pythonTool('detect-secrets', 'detect-secrets'),
  argv: ({ path, threads }) => [inVenv('detect-secrets'), '-c', String(threads), 'scan', '--all-files', inFolder(path)],
  // It leaves out absolute paths, without a word.
  cwd: ({ path }) => (isFolder(path) ? path : dirname(path)),
  findings: ({ stdout }) => {
    const results = (valueAt(JSON.parse(stdout), 'results') ?? {}) as Record<string, unknown[]>;
    return Object.entries(results).flatMap(([file, found]) =>
      found.map((finding) => ({
        file,
        line: numberAt(finding, 'line_number'),
        column: 0,
        rule: textAt(finding, 'type'),
        secret: '',
        severity: '',
      })),
    );
  },
};

function isFolder(path: string): boolean {
  return statSync(path).isDirectory();
}

function inFolder(path: string): string {
  return isFolder(path) ? '.' : basename(path);
}

export const credsweeperPeer: Peer = {
  name: 'credsweeper',
  prepare: () => pythonTool('credsweeper', 'credsweeper'),
  // biome-ignore format: one flag group a line
  argv: ({ path, threads, reportFile }) => [
    inVenv('credsweeper'), '--path', path, '--jobs', String(threads), '--save-json', reportFile,
    '--no-stdout', '--log', 'critical', '--pedantic',
  ],
  findings: ({ reportFile }) =>
    (JSON.parse(readFileSync(reportFile, 'utf8')) as unknown[]).flatMap((finding) =>
      listAt(finding, 'line_data_list').map((line) => ({
        file: textAt(line, 'path'),
        line: numberAt(line, 'line_num'),
        column: numberAt(line, 'value_start') + 1,
        rule: textAt(finding, 'rule'),
        secret: textAt(line, 'value'),
        severity: textAt(finding, 'severity'),
      })),
    ),
};
