import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { editRegistry } from '../../src/registry/edit-registry.ts';
import { type ExceptionEntry, fieldsOf } from '../../src/registry/entry.ts';
import { type ParsedRegistry, parseRegistry } from '../../src/registry/parse-registry.ts';
import { parseTimestamp } from '../../src/registry/timestamps.ts';

type Changes = Record<string, ExceptionEntry | ((old: ExceptionEntry) => ExceptionEntry) | 'remove'>;

function parse(text: string): ParsedRegistry {
  const parsed = parseRegistry(Buffer.from(text), 'r.toml');
  assert.ok(parsed.ok, JSON.stringify(parsed));
  return parsed.value;
}

function edit(text: string, changes: Changes): string {
  const parsed = parse(text);
  const entries = new Map([...parsed.entries].map(([id, { entry }]) => [id, entry]));
  for (const [id, change] of Object.entries(changes)) {
    const old = entries.get(id);
    if (change === 'remove') entries.delete(id);
    else if (typeof change === 'function') entries.set(id, change(old as ExceptionEntry));
    else entries.set(id, change);
  }
  return editRegistry(parsed, entries);
}

const entry = (id: string, reason = 'r'): ExceptionEntry => ({ id, reason });
const block = (id: string, extra = '') => `[[exceptions]]\nid = "${id}"\nreason = "r"\n${extra}`;

const commented = `# The registry of the payments team.
version = 1 # format

# --- fixtures ---

# b is a fixture
[[exceptions]] # header
id = "b" # the id
# about the reason
reason = 'r'   # why
expires_at = 2027-01-31 # soon
# last words on b

# --- docs ---

[[exceptions]]
id = "d"
reason = """
r"""

# The end.
`;

test('nothing changed: the same text, whatever its form', () => {
  for (const text of [
    commented,
    commented.replaceAll('\n', '\r\n'),
    '',
    '# x',
    block('b') + block('a'),
    block('a').trimEnd(),
  ]) {
    assert.equal(edit(text, {}), text);
    assert.equal(
      edit(text, Object.fromEntries([...parse(text).entries.keys()].map((id) => [id, (old) => ({ ...old })]))),
      text,
    );
  }
});

test('the first entry makes the file', () => {
  assert.equal(edit('', { a: entry('a') }), `version = 1\n\n${block('a')}`);
  assert.equal(edit('# ours\n', { a: entry('a') }), `version = 1\n\n# ours\n\n${block('a')}`);
});

test('entries come out sorted by id, wherever the new one goes', () => {
  const text = `version = 1\n\n${block('b')}\n${block('d')}`;
  for (const id of ['a', 'c', 'e']) {
    const ids = [...parse(edit(text, { [id]: entry(id) })).entries.keys()];
    assert.deepEqual(ids, ['b', 'd', id].sort());
  }
  assert.equal(edit(text, { c: entry('c') }), `version = 1\n\n${block('b')}\n${block('c')}\n${block('d')}`);
  assert.equal(edit(text, { a: entry('a') }), `version = 1\n\n${block('a')}\n${block('b')}\n${block('d')}`);
  assert.equal(edit(text, { e: entry('e') }), `version = 1\n\n${block('b')}\n${block('d')}\n${block('e')}`);
  assert.equal(edit(text, { b: 'remove' }), `version = 1\n\n${block('d')}`);
  assert.equal(edit(text, { b: 'remove', d: 'remove' }), 'version = 1\n\n');
});

test('comments stay with their entry, and those of no entry stay', () => {
  const added = edit(commented, { c: entry('c') });
  assert.equal(added, commented.replace('# last words on b\n', `# last words on b\n\n${block('c')}`));
  const first = edit(commented, { a: entry('a') });
  assert.equal(first, commented.replace('# b is a fixture', `${block('a')}\n# b is a fixture`));
  const last = edit(commented, { e: entry('e') });
  assert.equal(last, commented.replace('\n# The end.', `\n${block('e')}\n# The end.`));
  const withoutD = edit(commented, { d: 'remove' });
  for (const comment of [
    'payments team',
    '--- fixtures',
    'b is a fixture',
    '# header',
    'about the reason',
    'last words',
    '--- docs',
    'The end',
  ]) {
    assert.ok(withoutD.includes(comment), `${comment} in ${withoutD}`);
  }
  assert.ok(!edit(commented, { b: 'remove' }).includes('b is a fixture'));
  assert.ok(edit(commented, { b: 'remove' }).includes('--- fixtures'));
});

test('a changed value changes its line and nothing else', () => {
  const renewed = edit(commented, { b: (old) => ({ ...old, expiresAt: parseTimestamp('2028-01-31') }) });
  assert.equal(renewed, commented.replace('2027-01-31', '"2028-01-31"'));
  const reasoned = edit(commented, { b: (old) => ({ ...old, reason: 'because' }) });
  assert.equal(reasoned, commented.replace("reason = 'r'   # why", "reason = 'because'   # why"));
  const never = edit(commented, { b: (old) => ({ ...old, expiresAt: undefined }) });
  assert.equal(parse(never).entries.get('b')?.entry.expiresAt, undefined);
  for (const comment of ['# header', '# the id', '# about the reason', '# why', '# last words on b'])
    assert.ok(never.includes(comment), never);
});

test('line ends are kept', () => {
  const crlf = commented.replaceAll('\n', '\r\n');
  for (const changes of [
    { c: entry('c') },
    { b: (old: ExceptionEntry) => ({ ...old, reason: 'x' }) },
    { d: 'remove' as const },
  ]) {
    const edited = edit(crlf, changes);
    assert.ok(!/[^\r]\n/.test(edited), JSON.stringify(edited));
    assert.equal(edited.replaceAll('\r\n', '\n'), edit(commented, changes));
  }
});

test('two branches that add different entries merge without a conflict in the entries between', () => {
  const base = `version = 1\n\n${['b', 'f', 'k'].map((id) => block(id)).join('\n')}`;
  const ours = edit(base, { d: entry('d') });
  const theirs = edit(base, { h: entry('h') });
  const both = edit(base, { d: entry('d'), h: entry('h') });
  assert.equal(edit(ours, { h: entry('h') }), both);
  assert.equal(edit(theirs, { d: entry('d') }), both);
});

const anyText = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('"', '\\', '\n', '\r\n', '#', "'", '"""', '\0', '\u2028', '\u007f', 'ä日😀'),
  )
  .map((text) => `x${text}`)
  .filter((text) => Buffer.from(text).toString() === text);
const anyEntry = fc.record({
  id: fc.stringMatching(/^[a-z]{1,3}$/),
  reason: anyText,
  owner: fc.option(anyText, { nil: undefined }),
  ticket: fc.option(anyText, { nil: undefined }),
  expiresAt: fc.constantFrom(undefined, parseTimestamp('2027-01-31'), parseTimestamp('2027-01-31T00:00:00Z')),
});

test('any entries, in any order of changes, read back as they were put', () => {
  fc.assert(
    fc.property(
      fc.array(anyEntry, { maxLength: 12 }),
      fc.constantFrom('', commented, commented.replaceAll('\n', '\r\n')),
      (list, start) => {
        let text = start;
        const expected = new Map([...parse(start).entries].map(([id, { entry: old }]) => [id, old]));
        for (const [i, item] of list.entries()) {
          const isRemoval = i % 4 === 3;
          if (isRemoval) expected.delete(item.id);
          else expected.set(item.id, item);
          text = edit(text, { [item.id]: isRemoval ? 'remove' : item });
        }
        const fields = (entries: Iterable<ExceptionEntry>) => [...entries].map(fieldsOf).sort();
        assert.deepEqual(
          fields([...parse(text).entries.values()].map((placed) => placed.entry)),
          fields(expected.values()),
        );
      },
    ),
    { numRuns: 200 },
  );
});
