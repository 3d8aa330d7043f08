/** Where stdout and stderr lead: files, pipes that are full, narrow or closed, sockets, and nothing at all. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { madeUpToken, makeTree, veil, veilPath } from '../helpers/cli.ts';

/** More than a pipe holds, in many writes. */
const FINDINGS = 900;

function treeOfFindings(t: TestContext): string {
  const lines = Array.from({ length: FINDINGS }, (_, index) => madeUpToken(index)).join('\n');
  return makeTree(t, { 'a.txt': lines });
}

function shell(cwd: string, line: string): { status: number | null; stdout: string; stderr: string } {
  const words = ['-c', line, process.execPath, veilPath];
  return spawnSync('sh', words, { cwd, encoding: 'utf8', maxBuffer: 1 << 28 });
}

test('a file, a pipe, a socket and /dev/null: the same report', async (t) => {
  const cwd = treeOfFindings(t);
  const file = join(makeTree(t), 'report');
  const socket = await veil(['scan', '-q', '-f', 'jsonl'], { cwd });
  assert.equal(socket.stdout.split('\n').length, FINDINGS + 1);
  assert.equal(shell(cwd, `"$0" "$1" scan -q -f jsonl > '${file}'`).status, 1);
  assert.equal(readFileSync(file, 'utf8'), socket.stdout);
  assert.equal(shell(cwd, '"$0" "$1" scan -q -f jsonl | cat').stdout, socket.stdout);
  assert.equal(shell(cwd, '"$0" "$1" scan > /dev/null 2> /dev/null').status, 1);
});

test('appending: two reports in one file, one after another', (t) => {
  const cwd = makeTree(t, { 'a.txt': `${madeUpToken()}\n` });
  const { stdout } = shell(
    cwd,
    'f=$(mktemp); for i in 1 2; do "$0" "$1" scan -q -f jsonl >> "$f"; done; cat "$f"; rm "$f"',
  );
  const [first, second, rest] = stdout.split('\n');
  assert.ok(first !== '' && first === second && rest === '', stdout);
});

test('a pipe that somebody made non-blocking, and a reader that takes its time: every byte arrives', async (t) => {
  const cwd = treeOfFindings(t);
  // The shell's python shares the pipe with veil, and sets it so for both.
  const line = `python3 -c 'import os; os.set_blocking(1, False)'; exec "$0" "$1" scan -q -f json`;
  const child = spawn('sh', ['-c', `(${line}) | (sleep 1; cat)`, process.execPath, veilPath], { cwd });
  const chunks: Buffer[] = [];
  for await (const chunk of child.stdout) chunks.push(chunk);
  const report = JSON.parse(Buffer.concat(chunks).toString()) as { findings: unknown[] };
  assert.equal(report.findings.length, FINDINGS);
});

test('stdout or stderr that is closed from the start: the exit status stays', (t) => {
  const cwd = makeTree(t, { 'a.txt': `${madeUpToken()}\n` });
  assert.deepEqual(shell(cwd, '"$0" "$1" scan -q >&-').status, 1);
  assert.deepEqual(shell(cwd, '"$0" "$1" scan 2>&-').status, 1);
});

test('a pipe that nobody reads any more: the exit status stays, and nothing is said', (t) => {
  const cwd = treeOfFindings(t);
  const { stdout, stderr } = shell(cwd, '{ "$0" "$1" scan -q -f jsonl; echo "status $?" >&2; } | true');
  assert.deepEqual([stdout, stderr], ['', 'status 1\n']);
});
