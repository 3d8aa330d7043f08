import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { after, test } from 'node:test';
import { runScan, type ScanParts, type ScanRequest, type ScanWork } from '../../../src/cli/run-scan.ts';
import { Problem } from '../../../src/errors/problem.ts';
import type { Finding } from '../../../src/model/finding.ts';
import type { Exceptions } from '../../../src/registry/index.ts';
import type { RuleCatalogue } from '../../../src/rules/catalogue.ts';
import type { ScanProgress, ScanResult } from '../../../src/scan/scan.ts';
import { finding, sampleSummary } from '../../helpers/findings.ts';

const folder = mkdtempSync(join(tmpdir(), 'veil-run-scan-'));
after(() => rmSync(folder, { recursive: true }));

const catalogue: RuleCatalogue = {
  rules: [
    {
      id: 'example-token',
      provider: 'example',
      description: 'Example token',
      severity: 'high',
      offByDefault: false,
      tags: [],
      source: 'x',
    },
  ],
  ruleAt: () => undefined,
  onByDefault: Uint8Array.of(1),
  arrays: { rows: new Uint32Array(), strings: new Uint32Array(), bytes: new Uint8Array() },
  database: new Uint8Array(),
  digest: '',
};

const clean = { ...sampleSummary, failed: [], changedDuringScan: [], findingsCapped: [] };
const high = finding({ secret: 'made-up-high-0000000001', severity: 'high' });
const low = finding({ secret: 'made-up-low-00000000002', severity: 'low', file: 'other.txt' });

interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Setting {
  readonly findings?: readonly Finding[];
  readonly summary?: ScanResult['summary'];
  readonly exceptions?: Exceptions;
  readonly request?: Partial<ScanRequest>;
  readonly scan?: ScanParts['scan'];
  readonly work?: ScanWork;
  readonly signal?: AbortSignal;
  readonly isTerminal?: boolean;
}

async function run({
  findings = [],
  summary = clean,
  exceptions = { kind: 'disabled' },
  request,
  scan,
  work = { kind: 'paths', paths: ['.'] },
  signal,
  isTerminal,
}: Setting): Promise<Outcome> {
  const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() };
  if (isTerminal) Object.assign(streams.stderr, { isTTY: true, columns: 60 });
  const context = {
    ...streams,
    env: {},
    colorDepth: 1,
    argv: ['scan', '.'],
    cwd: folder,
    signal: signal ?? new AbortController().signal,
  };
  const whole: ScanRequest = {
    context,
    scannedPaths: [folder],
    formatName: 'jsonl',
    mask: { kind: 'partial' },
    verbose: false,
    quiet: false,
    color: false,
    progress: 'auto',
    gates: { severity: 'low', findings: 1 },
    registry: { strict: false, disabled: false, lockRetryMs: 0 },
    ignores: { inline: 'all', gitleaksIgnore: true },
    configPlace: () => undefined,
    settings: {},
    ...request,
  };
  const parts: ScanParts = {
    loadCatalogue: async () => catalogue,
    scan: scan ?? (async () => ({ findings, summary, skipped: [{ path: 'a.bin', reason: 'binary' }] })),
    loadIgnores: () => ({}),
    openExceptions: async () => exceptions,
  };
  const status = await runScan(whole, work, parts);
  const text = (stream: PassThrough): string => String(stream.read() ?? '');
  return { status, stdout: text(streams.stdout), stderr: text(streams.stderr) };
}

function registry(statuses: Readonly<Record<string, 'active' | 'expired'>>): Exceptions {
  return {
    kind: 'registry',
    registryPath: '/r/.veil/exception_registry.toml',
    lockPath: '/r/.veil/exception_registry.lock',
    named: false,
    entryCount: 1,
    coversRegistry: false,
    notices: [],
    statusOf: (id) => {
      const status = statuses[id];
      return status === undefined ? undefined : { status, id, reason: 'test' };
    },
    expired: () => [],
    unused: () => [],
  };
}

const failed = sampleSummary.failed;
const strict = { registry: { strict: true, disabled: false, lockRetryMs: 0 } };
const unavailable: Exceptions = {
  kind: 'unavailable',
  registryPath: '/r/r.toml',
  lockPath: '/r/r.lock',
  named: false,
  error: { kind: 'LockBusy', path: '/r/r.toml', lockPath: '/r/r.lock', holders: [] },
};

const statuses: readonly [name: string, setting: Setting, status: number][] = [
  ['no finding', {}, 0],
  ['a finding', { findings: [high] }, 1],
  ['a finding, --exit-code 7', { findings: [high], request: { findingsExitCode: 7 } }, 7],
  ['a finding, --exit-code 0', { findings: [high], request: { findingsExitCode: 0 } }, 0],
  ['a failed file', { summary: { ...clean, failed } }, 2],
  ['a failed file and a finding', { findings: [high], summary: { ...clean, failed } }, 2],
  ['a failed file, --exit-code 0', { summary: { ...clean, failed }, request: { findingsExitCode: 0 } }, 2],
  ['a low finding, gate at high', { findings: [low], request: { gates: { severity: 'high', findings: 1 } } }, 0],
  ['a high finding, gate at high', { findings: [high, low], request: { gates: { severity: 'high', findings: 1 } } }, 1],
  ['two findings, gate at three', { findings: [high, low], request: { gates: { severity: 'low', findings: 3 } } }, 0],
  ['two findings, gate at two', { findings: [high, low], request: { gates: { severity: 'low', findings: 2 } } }, 1],
  ['an excepted finding', { findings: [high], exceptions: registry({ [high.id]: 'active' }) }, 0],
  ['an excepted finding and another', { findings: [high, low], exceptions: registry({ [high.id]: 'active' }) }, 1],
  ['an expired exception', { findings: [high], exceptions: registry({ [high.id]: 'expired' }) }, 1],
  [
    'an expired exception, strict',
    { findings: [high], exceptions: registry({ [high.id]: 'expired' }), request: strict },
    3,
  ],
  [
    'expired and new, strict',
    { findings: [high, low], exceptions: registry({ [high.id]: 'expired' }), request: strict },
    1,
  ],
  ['registry locked', { exceptions: unavailable }, 0],
  ['registry locked, a finding', { findings: [high], exceptions: unavailable }, 1],
  ['registry locked, strict', { exceptions: unavailable, request: strict }, 2],
  ['registry locked, a finding, strict', { findings: [high], exceptions: unavailable, request: strict }, 2],
];

for (const [name, setting, status] of statuses) {
  test(`exit status ${status}: ${name}`, async () => {
    const outcome = await run(setting);
    assert.equal(outcome.status, status, outcome.stderr);
    // Whatever the status: the report was written.
    assert.equal(outcome.stdout.split('\n').length - 1, setting.findings?.length ?? 0);
  });
}

test('stderr: summary, failed files with errno; -q leaves only what is wrong', async () => {
  const loud = await run({ findings: [high, low], summary: sampleSummary });
  assert.match(loud.stderr, /^2 findings in 2 files$/m);
  assert.match(
    loud.stderr,
    /^1,234 files \(56\.8 MB\) scanned in 1\.23 s; skipped: 12 gitignored, 3 binary, 2 symlink$/m,
  );
  assert.match(loud.stderr, /locked\/.*EACCES, errno 13, openat/);
  assert.match(loud.stderr, /app\.log changed during the scan/);
  assert.match(loud.stderr, /big\.txt has 17 findings more/);
  assert.ok(!loud.stderr.includes('\u001b'));
  const quiet = await run({ findings: [high], summary: sampleSummary, request: { quiet: true } });
  assert.doesNotMatch(quiet.stderr, /scanned in|findings in/);
  assert.match(quiet.stderr, /EACCES/);
  assert.equal((await run({ request: { quiet: true } })).stderr, '');
});

test('-v lists what was skipped', async () => {
  assert.match((await run({ request: { verbose: true } })).stderr, /^skipped: a\.bin \(binary\)$/m);
});

test('a report file appears whole, with no temp file beside it', async () => {
  const { status, stdout } = await run({ findings: [high], request: { reportPath: 'report.jsonl' } });
  assert.deepEqual([status, stdout], [1, '']);
  assert.equal(JSON.parse(readFileSync(join(folder, 'report.jsonl'), 'utf8')).id, high.id);
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.endsWith('.tmp')),
    [],
  );
});

test('a report with plain secrets is for the owner only', async () => {
  await run({ findings: [high], request: { reportPath: 'plain.jsonl', mask: { kind: 'plain' } } });
  assert.equal(statSync(join(folder, 'plain.jsonl')).mode & 0o777, 0o600);
});

test('a scan that fails leaves the old report as it is', async () => {
  writeFileSync(join(folder, 'old.jsonl'), 'old');
  const scan = () => Promise.reject(Object.assign(new Error('no memory'), { code: 'NO_MEMORY' }));
  await assert.rejects(run({ scan, request: { reportPath: 'old.jsonl' } }), Problem);
  assert.equal(readFileSync(join(folder, 'old.jsonl'), 'utf8'), 'old');
});

const refused: readonly [name: string, request: Partial<ScanRequest>, what: RegExp][] = [
  ['unknown format', { formatName: 'jsn' }, /unknown value "jsn" for --format/],
  ['report in a folder that is not there', { reportPath: 'no/such/report' }, /report cannot be written/],
  ['report path is a folder', { reportPath: '.' }, /report cannot be written/],
  ['unknown rule', { settings: { enableRules: ['exmple-token'] } }, /no rule "exmple-token"/],
];

for (const [name, request, what] of refused) {
  test(`refused before the scan: ${name}`, async () => {
    const scan = () => Promise.reject(new Error('the scan ran'));
    await assert.rejects(run({ request, scan }), (error) => error instanceof Problem && what.test(error.message));
  });
}

test('progress: one rewritten line on a terminal, taken away at the end; nothing elsewhere', async () => {
  const progress: ScanProgress = { files: 1200, bytes: 5_000_000, findings: 2, elapsedMs: 2000 };
  const scan: ScanParts['scan'] = async (_catalogue, _input, { onProgress }) => {
    onProgress?.({ ...progress, elapsedMs: 10 });
    onProgress?.(progress);
    onProgress?.({ ...progress, elapsedMs: 2001 });
    return { findings: [], summary: clean, skipped: [] };
  };
  const { stderr } = await run({ scan, isTerminal: true });
  assert.equal(stderr.split('\r').length - 1, 2, 'shown once and cleared once');
  assert.match(stderr, /1,200 files {2}5\.0 MB {2}2\.5 MB\/s {2}2 findings {2}2\.00 s/);
  assert.ok(!(await run({ scan })).stderr.includes('MB/s'));
  assert.ok(!(await run({ scan, isTerminal: true, request: { quiet: true } })).stderr.includes('MB/s'));
});

test('--timeout: what was found is reported, exit 2, and it is said that the report is incomplete', async () => {
  const { status, stdout, stderr } = await run({
    findings: [high],
    summary: { ...clean, timedOut: true },
    request: { timeoutSeconds: 1, quiet: true },
  });
  assert.equal(status, 2);
  assert.match(stdout, /"id":"fx_/);
  assert.match(stderr, /^error: .*the scan is incomplete\n {2}\(the rest\): --timeout ended the scan/);
});
