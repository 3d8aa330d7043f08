/**
 * What the exception registry costs: loading 20,000 entries, and what they add to a scan of one file. Each figure is from
 * fresh processes, as CI has them: `npm run bench:registry`.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../src/native/package-root.ts';
import { Registry } from '../src/registry/index.ts';
import { median, minimum } from './statistics.ts';

const ENTRY_COUNT = 20_000;
const ROUND_COUNT = 15;

/** The child: loads the registry once and prints the milliseconds that the load alone took. */
function loadOnce(path: string): void {
  const start = performance.now();
  const loaded = Registry.load(path);
  const elapsedMs = performance.now() - start;
  if (!loaded.ok || loaded.value.size !== ENTRY_COUNT) throw new Error(JSON.stringify(loaded));
  console.log(elapsedMs);
}

function registryText(): string {
  const entries = Array.from({ length: ENTRY_COUNT }, (_, i) => {
    const letters = [...String(i).padStart(26, '0')].map((digit) => 'abcdefghij'[Number(digit)]).join('');
    return [
      '',
      '[[exceptions]]',
      `id = "fx_${letters}"`,
      `reason = "Test fixture number ${i} of the payments service"`,
      'expires_at = "2099-01-31T00:00:00Z"',
      'created_at = "2026-01-31T00:00:00Z"',
      'created_by = "someone"',
      'owner = "payments"',
    ].join('\n');
  });
  return `version = 1\n${entries.join('\n')}\n`;
}

function run(words: readonly string[], cwd: string): { elapsedMs: number; stdout: string } {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd, encoding: 'utf8' });
  const elapsedMs = performance.now() - start;
  if (status !== 0) throw new Error(`exit status ${status}: ${stderr}`);
  return { elapsedMs, stdout };
}

function show(name: string, valuesMs: readonly number[]): void {
  console.log(`${name.padEnd(46)} median ${median(valuesMs).toFixed(0)} ms, least ${minimum(valuesMs).toFixed(0)} ms`);
}

function bench(): void {
  const root = mkdtempSync(join(tmpdir(), 'veil-bench-'));
  try {
    const path = join(root, '.veil/exception_registry.toml');
    mkdirSync(join(root, '.git'));
    mkdirSync(join(root, '.veil'));
    writeFileSync(path, registryText());
    writeFileSync(join(root, 'a.txt'), 'nothing to see\n');
    const veil = join(packageRoot(), 'dist/veil.cjs');
    const loads: number[] = [];
    const withRegistry: number[] = [];
    const without: number[] = [];
    for (let i = 0; i < ROUND_COUNT; i += 1) {
      loads.push(Number(run([fileURLToPath(import.meta.url), path], root).stdout));
      withRegistry.push(run([veil, 'scan', 'a.txt'], root).elapsedMs);
      without.push(run([veil, 'scan', 'a.txt', '--no-exceptions'], root).elapsedMs);
    }
    show(`load ${ENTRY_COUNT} entries`, loads);
    show('scan of one file, with that registry', withRegistry);
    show('scan of one file, --no-exceptions', without);
    show(
      'what the registry adds (pair by pair)',
      withRegistry.map((value, i) => value - (without[i] ?? 0)),
    );
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const child = process.argv[2];
if (child === undefined) bench();
else loadOnce(child);
