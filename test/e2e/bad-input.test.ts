/** A mistake gets one screen: what, where, why, next; exit 2; no stack trace; nothing on stdout. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { madeUpToken, makeTree, veil, veilPath } from '../helpers/cli.ts';

const SCREEN_LINES = 24;

const mistakes: readonly [args: readonly string[], says: readonly RegExp[]][] = [
  [['scna'], [/unknown command "scna"/, /Did you mean: veil scan/]],
  [
    ['scan', '--formt', 'json'],
    [/unknown option --formt/, /Did you mean --format\?/, /veil scan --help/],
  ],
  [['scan', '--quux'], [/unknown option --quux/]],
  [['scan', '-Z'], [/unknown option -Z/]],
  [
    ['scan', '--format', 'jsn'],
    [/unknown value "jsn" for --format/, /Did you mean "json"\?/],
  ],
  [['scan', '--format'], [/--format lacks its value/]],
  [['scan', '-o', '--quiet'], [/-o lacks its value/]],
  [['rules', 'explain'], [/error: ID is missing/]],
  [['exceptions'], [/"veil exceptions" wants one more word/, /exceptions add/]],
  [['scan', '-jx'], [/"x" is no value for --threads/]],
  [['scan', '--unsafe=yes'], [/--unsafe takes no value/]],
  [
    ['scan', 'no-such-place'],
    [/nothing to scan at "no-such-place"/, /ENOENT/],
  ],
  [
    ['scan', '--redact=101'],
    [/"101" is no value for --redact/, /0 to 100/],
  ],
  [['scan', '--redact', '--unsafe'], [/contradict/]],
  [['scan', '--limit', 'many'], [/"many" is no value for --limit/]],
  [
    ['scan', '--binary', 'text'],
    [/unknown value "text" for --binary/, /skip, strings/],
  ],
  [
    ['scan', '--progress', 'no'],
    [/unknown value "no" for --progress/, /auto, always, never/],
  ],
  [
    ['scan', '--mask-mode', 'part'],
    [/unknown value "part"/, /redact, partial, plain/],
  ],
  [['scan', '--timeout', 'soon'], [/"soon" is no value for --timeout/]],
  [['scan', '--fail-on-findings', '0'], [/no value for --fail-on-findings/]],
  [['scan', '--lock-retry', 'long'], [/no value for --lock-retry/]],
  [
    ['scan', '--write-baseline', 'no/such/file'],
    [/cannot be written/, /ENOENT/],
  ],
  [['scan', '-j', '0'], [/"0" is no value for --threads/]],
  [
    ['scan', '--max-file-size', '10XB'],
    [/no value for --max-file-size/, /10MB/],
  ],
  [['scan', '--exit-code', '256'], [/no value for --exit-code/]],
  [
    ['scan', '--fail-on-severity', 'grave'],
    [/unknown value "grave"/, /low, medium, high, critical/],
  ],
  [
    ['scan', '--enable-rule', 'github-pta'],
    [/no rule "github-pta"/, /Did you mean "github-pat"\?/],
  ],
  [
    ['scan', '--config', 'none.toml'],
    [/configuration cannot be read/, /none\.toml/, /ENOENT/],
  ],
  [
    ['scan', '--config', 'bad.toml'],
    [/unknown key scan\.exclud/, /bad\.toml:2/],
  ],
  [
    ['scan', '--config', '.'],
    [/configuration cannot be read/, /EISDIR/],
  ],
  [
    ['scan', '--report-path', 'no/such/report'],
    [/report cannot be written/, /ENOENT/],
  ],
  [
    ['scan', '--report-path', '.'],
    [/report cannot be written/, /folder/],
  ],
  [['scan', '--include', '['], [/--include/]],
  [
    ['scan', '--strict-exceptions', '--system-registry', 'none.toml'],
    [/none\.toml/, /Next:/, /exceptions add ID --reason "…" --system-registry \S.*none\.toml'?$/m],
  ],
  [['stdin', 'word'], [/"word" is a word too many/]],
  [['doctor', 'word'], [/"word" is a word too many/]],
  [
    ['completion', 'ksh'],
    [/unknown value "ksh"/, /bash, zsh, fish/],
  ],
  [['rules', 'explain', 'github-pta'], [/github-pta/]],
  [['rules', 'check', 'none.toml'], [/none\.toml/]],
  [['scan', '--rules', 'bad.toml'], [/bad\.toml/]],
  [['exceptions', 'add', 'fx_aaaaaaaaaaaaaaaaaaaaaaaaaa'], [/error: --reason is missing/]],
  [['exceptions', 'renew', 'fx_aaaaaaaaaaaaaaaaaaaaaaaaaa'], [/error: --expires is missing/]],
  [
    ['rules', 'list', '--tag', 'clowd'],
    [/no rule has the tag "clowd"/, /It takes .*cloud/],
  ],
  [['scan', '--include', '['], [/error: this glob is malformed/]],
  [['exceptions', 'ad'], [/Did you mean: veil exceptions add/]],
  [['exceptions', 'remove', 'fx_aaaaaaaaaaaaaaaaaaaaaaaaaa'], [/error/]],
];

for (const [args, says] of mistakes) {
  test(`veil ${args.join(' ')}`, async (t) => {
    const cwd = makeTree(t, { 'a.txt': 'nothing\n', 'bad.toml': '[scan]\nexclud = []\n' });
    const { status, stdout, stderr } = await veil(args, { cwd });
    assert.equal(status, 2, stderr);
    assert.equal(stdout, '');
    for (const pattern of says) assert.match(stderr, pattern);
    assert.doesNotMatch(stderr, /^\s+at .*[(:]\d+/m, 'a stack trace');
    assert.ok(stderr.split('\n').length <= SCREEN_LINES, stderr);
  });
}

test('what is to be copied, a path or a command, stays on its line', async (t) => {
  const name = `${'a folder '.repeat(12)}/none.toml`;
  const { stderr } = await veil(['exceptions', 'list', '--system-registry', name], { cwd: makeTree(t) });
  assert.match(stderr, new RegExp(`^  where: .*${name}$`, 'm'));
  assert.match(stderr, new RegExp(`^ +veil exceptions add .*${name}'$`, 'm'));
});

test('no command at all shows the commands, and is no clean scan', async (t) => {
  const { status, stdout, stderr } = await veil([], { cwd: makeTree(t) });
  assert.deepEqual([status, stdout], [2, '']);
  assert.match(stderr, /^ {2}scan /m);
});

test('a name with control characters cannot steer the terminal from an error', async (t) => {
  const { status, stderr } = await veil(['scan', 'x\u001b[31m\u202ey\n'], { cwd: makeTree(t) });
  assert.equal(status, 2);
  assert.ok(!stderr.includes('\u001b') && !stderr.includes('\u202e'), JSON.stringify(stderr));
});

test('a full disk behind stdout is an error, not a clean scan', async (t) => {
  const cwd = makeTree(t, { 'a.txt': `${madeUpToken()}\n` });
  const child = spawn(process.execPath, [veilPath, 'scan', '--exit-code', '0'], {
    cwd,
    stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
  });
  const [status, stderr] = await new Promise<[number | null, string]>((done) => {
    let text = '';
    child.stderr?.on('data', (chunk) => (text += String(chunk)));
    child.on('close', (code) => done([code, text]));
  });
  assert.equal(status, 2, stderr);
  assert.match(stderr, /could not be written|ENOSPC/);
});

test('a reader that goes away is no crash, and the exit status stays', async (t) => {
  const lines = Array.from({ length: 900 }, (_, index) => madeUpToken(index)).join('\n');
  const cwd = makeTree(t, { 'a.txt': lines, 'b.txt': lines });
  const { status, stderr } = await veil(['scan', '--format', 'json'], {
    cwd,
    whileRunning: (child) => child.stdout?.destroy(),
  });
  assert.equal(status, 1, stderr);
  assert.doesNotMatch(stderr, /EPIPE|\bat /);
});

for (const [signal, expected] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  test(`${signal} during a scan: exit ${expected}, no report, no temp file`, async (t) => {
    const cwd = makeTree(t);
    mkdirSync(join(cwd, 'out'));
    let status: number | null = null;
    // Before veil's own handler is there, the signal's default ends the process: then again, and later.
    for (let delayMs = 500; status === null && delayMs < 20_000; delayMs *= 2) {
      status = await signalAfter(delayMs, signal, cwd);
    }
    assert.equal(status, expected);
    assert.deepEqual(readdirSync(join(cwd, 'out')), []);
  });
}

test('a refused scan leaves an old report alone', async (t) => {
  const cwd = makeTree(t, { 'report.json': 'old' });
  writeFileSync(join(cwd, 'veil.toml'), 'x = [');
  assert.equal((await veil(['scan', '-o', 'report.json', '-f', 'json'], { cwd })).status, 2);
  assert.ok(existsSync(join(cwd, 'report.json')));
});

/** The exit status of a veil that reads a stdin without end. */
async function signalAfter(delayMs: number, signal: NodeJS.Signals, cwd: string): Promise<number | null> {
  const child = spawn(process.execPath, [veilPath, 'stdin', '--report-path', 'out/report'], { cwd, stdio: 'pipe' });
  const ended = new Promise<number | null>((done) => child.on('close', done));
  child.stdin.write('something\n');
  await setTimeout(delayMs);
  child.kill(signal);
  return ended;
}
