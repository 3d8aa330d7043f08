/** Each option of a scan does what its help says. (Wrong values: bad-input.test.ts.) */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { formatNames } from '../../src/report/index.ts';
import { madeUpToken, makeTree, veil, veilPath } from '../helpers/cli.ts';
import { pairRule } from '../helpers/scan-with.ts';

const ESCAPE = '\u001b[';
// All of the environment that the colours depend on: with CI set, Node takes the terminal for one without colours.
const COLOURED = { PATH: process.env.PATH, HOME: process.env.HOME, TERM: 'xterm-256color', COLORTERM: 'truecolor' };

function tree(t: TestContext): string {
  return makeTree(t, {
    'a.env': `A=${madeUpToken(1)}\nB=${madeUpToken(2)}\n`,
    'data.bin': Buffer.concat([Buffer.from([0, 1]), Buffer.from(` ${madeUpToken(3)} `)]),
    'big.txt': `${'x'.repeat(2 ** 20)}\n${madeUpToken(4)}\n`,
    'elsewhere/c.env': `C=${madeUpToken(5)}\n`,
    'half.txt': 'KEYID83920174\n',
    // In running text that is a fingerprint more often than not.
    'notes.txt': `key: ${createHash('sha1').update('made up').digest('hex')}\n`,
    'pair.toml': pairRule,
  });
}

async function places(cwd: string, args: readonly string[]): Promise<string[]> {
  const { stdout, stderr } = await veil(['scan', '-f', 'jsonl', ...args], { cwd });
  const lines = stdout.split('\n').filter((line) => line !== '');
  assert.ok(!stderr.startsWith('error'), stderr);
  return lines.map((line) => {
    const { file, line: number } = JSON.parse(line) as { file: string; line: number };
    return `${file}:${number}`;
  });
}

const ALL = ['a.env:1', 'a.env:2', 'big.txt:2', 'elsewhere/c.env:1'];

test('which files', async (t) => {
  const cwd = tree(t);
  const cases: [string[], string[]][] = [
    [[], ALL],
    [['--binary', 'skip'], ALL],
    [
      ['--binary', 'strings'],
      ['a.env:1', 'a.env:2', 'big.txt:2', 'data.bin:1', 'elsewhere/c.env:1'],
    ],
    [
      ['--max-file-size', '1k'],
      ['a.env:1', 'a.env:2', 'elsewhere/c.env:1'],
    ],
    [
      ['--max-target-megabytes', '1'],
      ['a.env:1', 'a.env:2', 'elsewhere/c.env:1'],
    ],
    [
      ['--include', '*.env'],
      ['a.env:1', 'a.env:2', 'elsewhere/c.env:1'],
    ],
    [
      ['--exclude', 'elsewhere/**', '--exclude', 'big*'],
      ['a.env:1', 'a.env:2'],
    ],
    [['-j', '1'], ALL],
    [['--no-banner', '--no-color'], ALL],
  ];
  for (const [args, expected] of cases) assert.deepEqual(await places(cwd, args), expected, args.join(' '));
});

test('symbolic links are followed on request', async (t) => {
  const cwd = makeTree(t);
  symlinkSync(join(tree(t), 'elsewhere'), join(cwd, 'link'));
  assert.deepEqual(await places(cwd, []), []);
  assert.equal((await places(cwd, ['--follow-symlinks'])).length, 1);
});

test('which rules, and how sure', async (t) => {
  const cwd = tree(t);
  assert.deepEqual(await places(cwd, ['--disable-rule', 'github-pat']), []);
  assert.deepEqual(await places(cwd, ['--rules', 'pair.toml', 'half.txt']), ['half.txt:1']);
  assert.deepEqual(await places(cwd, ['notes.txt']), []);
  assert.deepEqual(await places(cwd, ['--show-low-confidence', 'notes.txt']), ['notes.txt:1']);
});

test('-v lists what was skipped; --rule-stats tells what rules cost', async (t) => {
  const cwd = tree(t);
  assert.match((await veil(['scan', '-v'], { cwd })).stderr, /skipped: data\.bin \(binary\)/);
  assert.match((await veil(['scan', '--rule-stats'], { cwd })).stderr, /github-pat/);
});

test('colours on a terminal, and none with --no-color or NO_COLOR', (t) => {
  const cwd = tree(t);
  const onTerminal = (words: string, env: Readonly<Record<string, string>> = {}): string =>
    spawnSync('script', ['-qec', `'${process.execPath}' '${veilPath}' scan a.env ${words}`, '/dev/null'], {
      cwd,
      encoding: 'utf8',
      env: { ...COLOURED, ...env },
    }).stdout;
  assert.ok(onTerminal('').includes(ESCAPE));
  assert.ok(!onTerminal('--no-color --progress never').includes(ESCAPE));
  assert.ok(!onTerminal('--progress never', { NO_COLOR: '1' }).includes(ESCAPE));
});

test('--progress always tells how a long scan gets on, also where stderr is no terminal', async (t) => {
  for (const [when, expected] of [
    ['always', true],
    ['auto', false],
    ['never', false],
  ] as const) {
    const child = spawn(process.execPath, [veilPath, 'stdin', '--progress', when], {
      cwd: makeTree(t),
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    // Where one is to come, until it comes: a busy machine may take long to start.
    const isShown = (): boolean => /[MK]B\/s/.test(stderr);
    for (let round = 0; round < (expected ? 200 : 10) && !isShown(); round += 1) {
      child.stdin.write(Buffer.alloc(2 ** 20, 'x'));
      await sleep(200);
    }
    child.stdin.end();
    await once(child, 'close');
    assert.equal(isShown(), expected, `${when}: ${stderr}`);
  }
});

test('every option that the command line page names is in the help', async (t) => {
  const cwd = makeTree(t);
  const { stdout } = await veil(['scan', '--help'], { cwd });
  const names = [
    ...['--system-registry', '--strict-exceptions', '--no-exceptions', '--lock-retry', '--format', '--report-format'],
    ...['--report-path', '--redact', '--mask-mode', '--unsafe', '--limit', '--verbose', '--quiet', '--no-color'],
    ...['--progress', '--exit-code', '--fail-on-severity', '--fail-on-findings', '--config', '--enable-rule'],
    ...['--disable-rule', '--include', '--exclude', '--no-gitignore', '--follow-symlinks', '--max-file-size'],
    ...['--binary', '--threads', '--timeout', '--baseline', '--write-baseline', '--staged', '--commit', '--since'],
  ];
  assert.deepEqual(
    names.filter((name) => !stdout.includes(name)),
    [],
  );
  for (const name of formatNames) assert.ok(stdout.includes(name), name);
});

test('the help of every command fits 80 columns and names the values of its options', async (t) => {
  const cwd = makeTree(t);
  const overview = (await veil(['--help'], { cwd })).stdout;
  const commands = [...overview.matchAll(/^ {2}([a-z][a-z -]*?) {2,}\S/gm)].map(([, name = '']) => name.split(' '));
  assert.ok(commands.length > 20);
  for (const words of [[], ...commands]) {
    const { status, stdout } = await veil([...words, '--help'], { cwd });
    assert.equal(status, 0);
    for (const line of stdout.split('\n')) assert.ok(line.length <= 80, `${words}: ${line}`);
    assert.doesNotMatch(stdout, / VALUE\b/, words.join(' '));
  }
});
