/** The border keeps its promise when nobody holds on to the scan: the end is told once, whatever the collector does. */
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { loadNative } from '../../src/native/load.ts';
import { plainOptions } from '../../src/native/plain-options.ts';
import { loadBuiltInRules } from '../../src/rules/built-in.ts';

const ROUNDS = 20;

test('a scan whose handle is dropped and collected still tells its end', { timeout: 60_000 }, async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const native = loadNative();
  const { arrays, database, rules } = loadBuiltInRules();
  const engine = native.compile(arrays, database, { compile_patterns_now: false });
  const data = [Buffer.alloc(4 * 1024 * 1024, 'some text without anything in it\n')];
  const options = {
    ...plainOptions,
    enabled: new Uint8Array(rules.length).fill(1),
    threads: 2,
  };
  // Without a reference of its own the process would end while a scan is dropped: the test would, too, as cancelled.
  const keepAlive = setInterval(() => undefined, 1000);
  for (let round = 0; round < ROUNDS; round += 1) {
    await new Promise<void>((resolve, reject) => {
      native.scan(
        engine,
        { kind: 'buffers', names: [Buffer.from('a.txt')], data },
        options,
        () => undefined,
        (error, end) => {
          if (error !== null) reject(error);
          else if (end?.cancelled !== false || end.files_scanned !== 1) reject(new Error('the scan was given up'));
          else resolve();
        },
      );
      setImmediate(collectGarbage);
    });
  }
  clearInterval(keepAlive);
});
