/** Soaks of the registry's lock and save: real processes, killed at bad moments. Tests run a part, `npm run soak:registry` all. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadNative } from '../../src/native/load.ts';
import { Registry } from '../../src/registry/index.ts';
import { ended, startUntilReady, tempFolder, veilPath, workerPath } from './registry-process.ts';
import { idOf, registryText } from './registry-text.ts';

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
  const writers = Array.from({ length: processCount }, (_, i) =>
    outputOf([workerPath, mode, path, `p${i}-`, String(addCount)]),
  );
  // Whatever became of the writers, the deleter must not outlive them: the test would never end.
  const outputs = await Promise.all(writers).finally(() => deleter?.kill('SIGKILL'));
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
  return spawn('sh', ['-c', `while :; do rm -f "${lockPath}"; done`], { stdio: 'ignore' });
}

async function outputOf(words: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await runNode(words);
  if (status !== 0) throw new Error(`a writer ended with ${status}: ${stderr}`);
  return stdout;
}

interface KillsResult {
  readonly kills: number;
  /** Kills after which the writer's temp file was there: between its creation and the rename. */
  readonly killsInsideSave: number;
}

/**
 * Kills a process that updates one registry for ever between two versions, `kills` times at random moments, and checks
 * after each kill: the registry is one of the two versions, its lock is free. Throws what it finds wrong.
 * Where a busy machine spoils the timing it goes on, up to `killsAtMost`, until `insideAtLeast` kills met a save.
 */
export async function soakKills(kills: number, insideAtLeast = 0, killsAtMost = kills): Promise<KillsResult> {
  const folder = tempFolder();
  mkdirSync(join(folder, '.veil'));
  const path = join(folder, '.veil/exception_registry.toml');
  const versions = await twoVersions(path);
  const seen = new Set<string>();
  let killsInsideSave = 0;
  const isEnough = (count: number): boolean =>
    count >= kills && killsInsideSave >= insideAtLeast && seen.size === versions.size;
  let i = 0;
  for (; i < killsAtMost && !isEnough(i); i += 1) {
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
  return { kills: i, killsInsideSave };
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

const LOCKED = 'Registry is locked by another process';

interface ScansResult {
  readonly scans: number;
  readonly busy: number;
  readonly wrongStatus: number;
}

/** The founding document's "per-job registry": two strict scans at once, each with its own, `rounds` times. */
export async function soakPerJobScans(rounds: number): Promise<ScansResult> {
  const root = tempFolder();
  mkdirSync(join(root, '.git'));
  mkdirSync(join(root, '.veil'));
  for (const side of ['frontend', 'backend']) {
    mkdirSync(join(root, side));
    writeFileSync(join(root, side, 'a.txt'), 'nothing to see\n');
    writeFileSync(join(root, `.veil/${side}-registry.toml`), registryText([{ id: idOf(1) }]));
  }
  const result = { scans: 0, busy: 0, wrongStatus: 0 };
  const scan = async (side: string) => {
    const words = ['scan', `${side}/`, '--system-registry', `.veil/${side}-registry.toml`, '--strict-exceptions'];
    const { status, stderr } = await startVeil(words, root);
    result.scans += 1;
    result.busy += stderr.includes(LOCKED) ? 1 : 0;
    result.wrongStatus += status === 0 ? 0 : 1;
  };
  for (let i = 0; i < rounds; i += 1) await Promise.all([scan('frontend'), scan('backend')]);
  return result;
}

interface ScansBesideAddsResult {
  readonly scans: number;
  readonly busyScans: number;
  readonly adds: number;
  readonly acknowledged: number;
  readonly present: number;
  /** Outcomes that no document has. */
  readonly undocumented: readonly string[];
}

/**
 * Scans of one root, by turns strict and not, while another process runs `veil exceptions add` on its registry in a loop.
 * Goes on, up to ten times as long, until one add has come through: on a busy machine a few scans meet none.
 */
export async function soakScansBesideAdds(scansAtLeast: number): Promise<ScansBesideAddsResult> {
  const root = tempFolder();
  mkdirSync(join(root, '.git'));
  writeFileSync(join(root, 'a.txt'), 'nothing to see\n');
  const state = { isOver: false, adds: 0, busyScans: 0, undocumented: [] as string[], acknowledged: [] as string[] };
  const adding = (async () => {
    while (!state.isOver) {
      const id = idOf(state.adds);
      const { status, stderr } = await startVeil(['exceptions', 'add', id, '--reason', 'soak'], root);
      state.adds += 1;
      if (status === 0) state.acknowledged.push(id);
      else if (status !== 2 || !stderr.includes(LOCKED)) state.undocumented.push(`add: ${status} ${stderr}`);
    }
  })();
  let scans = 0;
  const isEnough = (): boolean => scans >= scansAtLeast && state.acknowledged.length > 0;
  for (; scans < 10 * scansAtLeast && !isEnough(); scans += 1) {
    const isStrict = scans % 2 === 1;
    const { status, stderr } = await startVeil(['scan', '.', ...(isStrict ? ['--strict-exceptions'] : [])], root);
    const isBusy = stderr.includes(LOCKED);
    state.busyScans += isBusy ? 1 : 0;
    if (status !== (isBusy && isStrict ? 2 : 0)) state.undocumented.push(`scan: ${status} ${stderr}`);
  }
  state.isOver = true;
  await adding;
  const loaded = Registry.load(join(root, '.veil/exception_registry.toml'));
  const present = loaded.ok ? state.acknowledged.filter((id) => loaded.value.get(id) !== undefined).length : -1;
  const { adds, busyScans, undocumented } = state;
  return { scans, busyScans, adds, acknowledged: state.acknowledged.length, present, undocumented };
}

function startVeil(words: readonly string[], cwd: string): Promise<Ended> {
  return runNode([veilPath, ...words], cwd);
}

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Until its outputs are read, too: the last lines may come behind its exit. */
function runNode(words: readonly string[], cwd?: string): Promise<Ended> {
  const child = spawn(process.execPath, words, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    stdout += part;
  });
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    stderr += part;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, stdout, stderr }));
  });
}
