/** Soaks of the registry's lock and save: real processes, killed at bad moments. Tests run a part, `npm run soak:registry` all. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadNative } from '../../src/native/load.ts';
import { Registry } from '../../src/registry/index.ts';
import { ended, startUntilReady, tempFolder, workerPath } from './registry-process.ts';

interface WritersOptions {
  readonly processCount: number;
  readonly addCount: number;
  readonly mode: 'add' | 'add-unlocked';
  /** A further process runs `rm -f` on the lock file in a loop. */
  readonly deletesLock: boolean;
}

interface WritersResult {
  readonly acknowledged: number;
  readonly present: number;
  readonly busyCount: number;
}

export async function soakWriters({
  processCount,
  addCount,
  mode,
  deletesLock,
}: WritersOptions): Promise<WritersResult> {
  const folder = tempFolder();
  const path = join(folder, 'exception_registry.toml');
  const deleter = deletesLock ? startDeleter(join(folder, 'exception_registry.lock')) : undefined;
  const outputs = await Promise.all(
    Array.from({ length: processCount }, (_, i) => outputOf([workerPath, mode, path, `p${i}-`, String(addCount)])),
  );
  deleter?.kill('SIGKILL');
  const lines = outputs
    .join('')
    .split('\n')
    .filter((line) => line !== '');
  const ids = lines.filter((line) => !line.startsWith('busy '));
  const busyCount = lines
    .filter((line) => line.startsWith('busy '))
    .reduce((sum, line) => sum + Number(line.slice(5)), 0);
  const loaded = Registry.load(path);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
  return {
    acknowledged: ids.length,
    present: ids.filter((id) => loaded.value.get(id) !== undefined).length,
    busyCount,
  };
}

function startDeleter(lockPath: string): ChildProcess {
  return spawn('sh', ['-c', `while :; do rm -f "${lockPath}"; sleep 0.01; done`], { stdio: 'ignore' });
}

async function outputOf(words: string[]): Promise<string> {
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  let [text, errors] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    errors += part;
  });
  const status = await ended(child);
  if (status !== 0) throw new Error(`a writer ended with ${status}: ${errors}`);
  return text;
}

interface KillsResult {
  readonly kills: number;
  /** Kills after which the writer's temp file was there: between its creation and the rename. */
  readonly killsInsideSave: number;
}

/**
 * Kills a process that updates one registry for ever between two versions, `kills` times at random moments, and checks
 * after each kill: the registry is one of the two versions, its lock is free. Throws what it finds wrong.
 */
export async function soakKills(kills: number): Promise<KillsResult> {
  const folder = tempFolder();
  mkdirSync(join(folder, '.veil'));
  const path = join(folder, '.veil/exception_registry.toml');
  const versions = await twoVersions(path);
  const seen = new Set<string>();
  let killsInsideSave = 0;
  for (let i = 0; i < kills; i += 1) {
    const child = await startUntilReady([workerPath, 'toggle', path], folder);
    await sleep(Math.random() * 15);
    child.kill('SIGKILL');
    await ended(child);
    const left = readdirSync(join(folder, '.veil')).filter((name) => name.endsWith('.veil-tmp'));
    if (left.length > 1) throw new Error(`${left.length} temp files: they are not swept`);
    killsInsideSave += left.length;
    const text = readFileSync(path, 'utf8');
    if (!versions.has(text))
      throw new Error(`after kill ${i} the registry is neither version (${text.length} characters)`);
    seen.add(text);
    loadNative().try_lock_exclusive(join(folder, '.veil/exception_registry.lock')).unlock();
  }
  if (seen.size !== versions.size) throw new Error('only one version was ever seen: the writer did not write');
  return { kills, killsInsideSave };
}

/** Makes the registry, and answers its two texts. */
async function twoVersions(path: string): Promise<Set<string>> {
  writeFileSync(path, 'version = 1\n\n[[exceptions]]\nid = "a"\nreason = "stays"\n');
  const first = readFileSync(path, 'utf8');
  const child = await startUntilReady([workerPath, 'toggle', path], '/');
  while (readFileSync(path, 'utf8') === first) await sleep(1);
  child.kill('SIGKILL');
  await ended(child);
  for (;;) {
    const text = readFileSync(path, 'utf8');
    if (text !== first) return new Set([first, text]);
    const toggled = Registry.update(path, (registry) =>
      registry.put({ id: 'b', reason: 'the second version'.repeat(2000) }),
    );
    if (!toggled.ok) throw new Error(JSON.stringify(toggled.error));
  }
}
