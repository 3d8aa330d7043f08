import assert from 'node:assert/strict';
import { test } from 'node:test';
import { smallCorpus } from '../../../bench/corpora/tree.ts';
import { measure, parseMeasurement } from '../../../bench/measure.ts';
import { parseBenchOptions } from '../../../bench/options.ts';
import { seededRandom } from '../../../bench/random.ts';
import { judgeTargets } from '../../../bench/report.ts';
import { countPlanted } from '../../../bench/round.ts';
import { median, minimum, pairedRatio } from '../../../bench/statistics.ts';

test('a child is measured with its own children, output and status', () => {
  const { measurement, stdout, stderr } = measure(['sh', '-c', 'sh -c "echo out; echo err >&2"; exit 3'], {
    limitSeconds: 20,
  });
  assert.equal(stdout, 'out\n');
  assert.equal(stderr, 'err\n');
  assert.equal(measurement.status, 3);
  assert.equal(measurement.timedOut, false);
  assert.ok(measurement.wallSeconds > 0 && measurement.maxRssKib > 0);
});

test('a child over its limit is stopped with its children', () => {
  const { measurement } = measure(['sh', '-c', 'sleep 60 & wait'], { limitSeconds: 1 });
  assert.equal(measurement.timedOut, true);
});

test('a missing program is an error, not a measurement', () => {
  assert.throws(() => measure(['/no/such/program'], { limitSeconds: 5 }), /no such program|No such file/i);
  assert.throws(() => parseMeasurement('{"wallSeconds": 1}'), /userSeconds/);
});

test('ratios are taken round by round', () => {
  assert.equal(minimum([3, 1, 2]), 1);
  assert.equal(median([4, 1, 2]), 2);
  assert.equal(median([1, 2, 3, 10]), 2.5);
  // The machine was twice as slow in the second round, for both.
  assert.equal(pairedRatio([1, 2, 1], [2, 4, 2]), 0.5);
  assert.ok(Number.isNaN(pairedRatio([], [1])));
});

test('a target against several programs is one against their sum, round by round', () => {
  const run = (name: string, ...seconds: readonly number[]) => ({
    name,
    version: '',
    findings: 0,
    plantedFound: 0,
    note: '',
    measurements: seconds.map((wallSeconds) => ({
      wallSeconds,
      userSeconds: wallSeconds / 2,
      systemSeconds: 0,
      maxRssKib: 1,
      status: 0,
      timedOut: false,
    })),
  });
  const judge = (against: string | readonly string[], ...contenders: readonly ReturnType<typeof run>[]) => {
    const target = { metric: 'wall', of: 'veil', against, atMost: 1.5 } as const;
    const task = { name: 't', corpus: smallCorpus, contenders: [], targets: [target] };
    const result = { task: 't', corpus: '', files: 1, bytes: 1, planted: 0, contenders: [...contenders] };
    return judgeTargets(task, result).map(({ value, reached }) => [value, reached]);
  };
  const all = [run('veil', 6, 12, 6), run('git', 1, 2, 1), run('node', 3, 6, 2)];
  assert.deepEqual(judge(['git', 'node'], ...all), [[1.5, true]]);
  assert.deepEqual(judge('git', ...all), [[6, false]]);
  assert.deepEqual(judge(['git', 'none'], ...all), [[undefined, false]]);
});

test('a planted secret counts when its line is reported, wherever the tool roots its paths', () => {
  const planted = [
    { file: '/c/log/service.log', line: 7, column: 3, kind: 'a' },
    { file: '/c/log/service.log', line: 9, column: 3, kind: 'b' },
  ];
  const corpus = { path: '/c/log/service.log', files: 1, bytes: 1, planted };
  const at = (file: string, line: number) => ({ file, line, column: 3, rule: 'r', secret: '', severity: '' });
  assert.equal(countPlanted(corpus, [at('/c/log/service.log', 7), at('/c/log/service.log', 8)]), 1);
  assert.equal(countPlanted(corpus, [at('service.log', 7), at('./service.log', 9)]), 2);
});

test('a seed gives the same text again and another seed another', () => {
  assert.equal(seededRandom('x').text('abc', 40), seededRandom('x').text('abc', 40));
  assert.notEqual(seededRandom('x').text('abc', 40), seededRandom('y').text('abc', 40));
});

test('options: names are split, numbers checked', () => {
  const options = parseBenchOptions(['--task', 'linux,log', '--peers', 'none', '--quick']);
  assert.deepEqual(options.tasks, ['linux', 'log']);
  assert.deepEqual(options.peers, []);
  assert.equal(options.runs, 2);
  assert.throws(() => parseBenchOptions(['--runs', '0']), /whole number/);
  assert.throws(() => parseBenchOptions(['--colour']));
});
