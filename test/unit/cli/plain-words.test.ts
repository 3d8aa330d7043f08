/** The quick reading of a command line against the library's own: whatever the quick one answers, the library answers too. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CliBuilder, type RunState } from 'clipanion/lib/core.js';
import fc from 'fast-check';
import { plainState } from '../../../src/cli/plain-words.ts';

type Operands = 'none' | 'one' | 'one and more' | 'rest' | 'one and rest';

function builderWith(operands: Operands) {
  const library = new CliBuilder<unknown>({ binaryName: 'veil' });
  const builder = library.command();
  builder.addPath(['group', 'verb']);
  builder.setContext({});
  builder.addOption({ names: ['-v', '--verbose'], allowBinding: false });
  builder.addOption({ names: ['-q', '--quiet'], allowBinding: false });
  builder.addOption({ names: ['--redact'] });
  builder.addOption({ names: ['-o', '--report-path'], arity: 1 });
  builder.addOption({ names: ['--limit'], arity: 1 });
  if (operands.startsWith('one')) builder.addPositional({ name: 'ID' });
  if (operands === 'one and more') builder.addPositional({ name: 'MORE', required: false });
  if (operands.endsWith('rest')) builder.addRest({ name: 'PATH' });
  return { library, builder };
}

const essence = ({ path, options, positionals }: RunState): object => ({ path, options, positionals });

const word = fc.constantFrom(
  ...['a', 'b.txt', '', '-', '--', '-v', '-q', '-qv', '-vx', '-x', '--verbose', '--no-verbose', '--verbose=1'],
  ...['--redact', '--redact=40', '--redact=', '-o', '-o=f', '--report-path', '--report-path=f', '--limit=-1'],
  ...['--limit', '--limit=a=b', '--unknown', '--unknown=1', '---', '--=x', '-1', 'group', 'verb', '-h'],
);

for (const operands of ['none', 'one', 'one and more', 'rest', 'one and rest'] as const) {
  test(`the same as the library: ${operands}`, () => {
    const { library, builder } = builderWith(operands);
    const { process } = library.compile();
    let answered = 0;
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), (words) => {
        const quick = plainState(builder, ['group', 'verb'], words);
        if (quick === undefined) return;
        answered += 1;
        assert.deepEqual(essence(quick), essence(process(['group', 'verb', ...words])));
      }),
      { numRuns: 3000 },
    );
    assert.ok(answered > 50, `only ${answered} were plain`);
  });
}

test('what people type is plain', () => {
  const { builder } = builderWith('rest');
  for (const line of ['', 'src test', '-v --limit 3 src', '--report-path=x -q', '--redact', '-- -v'])
    assert.ok(plainState(builder, [], line.split(' ').filter(Boolean)), line);
});
