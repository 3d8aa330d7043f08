/** What is printed to be copied into a shell, against a shell. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { shellWord } from '../../src/model/shell-word.ts';

test('plain words stand as they are', () => {
  for (const word of ['/tmp/a-b_c.toml', 'user@host:22', 'a=b,c%d+e']) assert.equal(shellWord(word), word);
});

test('a shell reads every word back', () => {
  const words = [
    '',
    ' ',
    "it's",
    `"'"''`,
    '$HOME',
    '`id`',
    '\\',
    '*',
    '~',
    'a\nb\n',
    'é',
    '-n',
    '#',
    '!x',
    '{a,b}',
    ';',
  ];
  const script = `printf '%s\\0' ${words.map(shellWord).join(' ')}`;
  const { stdout } = spawnSync('sh', ['-c', script], { encoding: 'utf8' });
  assert.deepEqual(stdout.split('\0').slice(0, -1), words);
});
