import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import toml from 'toml';
import type { RegistryError } from '../../src/errors/registry-error.ts';
import { fieldsOf } from '../../src/registry/entry.ts';
import { findFaults, parseRegistry } from '../../src/registry/parse-registry.ts';
import { readPlainStatements, type Statement } from '../../src/registry/statements.ts';
import { readAllStatements } from '../../src/registry/toml-statements.ts';
import { largeRegistryText } from '../helpers/registry-text.ts';

const PATH = '.veil/exception_registry.toml';

function parse(text: string | Uint8Array): ReturnType<typeof parseRegistry> {
  return parseRegistry(Buffer.from(text as string), PATH);
}

function values(text: string): Record<string, string>[] {
  const parsed = parse(text);
  assert.ok(parsed.ok, JSON.stringify(parsed));
  return [...parsed.value.entries.values()].map(({ entry }) => Object.fromEntries(fieldsOf(entry)));
}

function faultIn(text: string | Uint8Array): RegistryError {
  const parsed = parse(text);
  assert.ok(!parsed.ok, `accepted: ${JSON.stringify(text)}`);
  return parsed.error;
}

const ENTRY = '[[exceptions]]\nid = "a"\nreason = "r"\n';

test('every key, every way to write it', () => {
  const expected = {
    id: 'fx_a',
    reason: 'Say "hi" \\ tab\tend',
    expires_at: '2027-01-31',
    created_at: '2026-01-31T00:00:00Z',
    created_by: 'me',
    owner: 'payments',
    ticket: 'SEC-12',
    rule: 'aws-access-key',
    path: 'test/**',
  };
  const plain = `version = 1 # one
[[exceptions]] # first
id = "fx_a"
reason = "Say \\"hi\\" \\\\ tab\\tend"   # why
expires_at = 2027-01-31
created_at = "2026-01-31T00:00:00Z"
created_by='me'
  owner	=	"payments"
ticket = "SEC-\\u0031\\u0032"
rule = "aws-access-key"
path = "test/**"`;
  const fancy = `"version" = 0x1
[[ "exceptions" ]]
"id" = """fx_\\
    a"""
reason = '''Say "hi" \\ tab	end'''
expires_at = 2027-01-31
created_at = 2026-01-31T00:00:00Z
created_by = "me"
'owner' = "payments"
ticket = "SEC-\\U00000031\\u0032"
rule = "aws-access-key" # "quoted" comment
path = "test/**"
`;
  for (const text of [plain, fancy]) {
    for (const variant of [text, text.replaceAll('\n', '\r\n'), `\ufeff${text}`]) {
      assert.deepEqual(values(variant), [expected], JSON.stringify(variant));
    }
  }
});

test('moving on: a registry with only the five fields of the older format', () => {
  const older = `[[exceptions]]
id = "AWS-KEY-001"
reason = "Test fixture"
created_at = "2025-06-01T12:00:00Z"
created_by = "dev@example.com"
expires_at = "2027-01-31T00:00:00Z"
`;
  assert.deepEqual(values(older), values(`version = 1\n\n${older}`));
  assert.equal(values(older)[0]?.id, 'AWS-KEY-001');
});

test('an empty registry has no exceptions', () => {
  for (const text of ['', '\n', '# nothing\n', 'version = 1', '\ufeff']) assert.deepEqual(values(text), []);
});

test('what is wrong is named with its line and key', () => {
  const cases: [name: string, text: string, line: number, key: string | undefined, reason: RegExp][] = [
    ['typo in a key', `${ENTRY}expire_at = "2027-01-31"\n`, 4, 'expire_at', /unknown key "expire_at"/],
    ['typo before the entries', `verison = 1\n${ENTRY}`, 1, 'verison', /unknown key "verison"/],
    ['bad date', `${ENTRY}expires_at = "2027-02-30"\n`, 4, 'expires_at', /must be a date/],
    ['date without offset', `${ENTRY}expires_at = 2027-01-31T00:00:00\n`, 4, 'expires_at', /must be a date/],
    ['a number for a date', `${ENTRY}expires_at = 20270131\n`, 4, 'expires_at', /must be a date/],
    ['an empty date', `${ENTRY}expires_at = ""\n`, 4, 'expires_at', /must be a date/],
    ['bad creation date', `${ENTRY}created_at = "yesterday"\n`, 4, 'created_at', /must be a date/],
    ['no id', '\n[[exceptions]]\nreason = "r"\n', 2, 'id', /no "id"/],
    [
      'no reason',
      '[[exceptions]]\nid = "a"\n[[exceptions]]\nid = "b"\nreason = "r"\n',
      1,
      'reason',
      /a has no "reason"/,
    ],
    ['empty reason', '[[exceptions]]\nid = "a"\nreason = "  "\n', 3, 'reason', /"reason" is empty/],
    ['an id with a space', '[[exceptions]]\nid = "a b"\nreason = "r"\n', 2, 'id', /not an id/],
    ['duplicate id', `${ENTRY}\n${ENTRY}`, 5, 'id', /already used by the entry on line 1/],
    ['duplicate key', `${ENTRY}reason = "again"\n`, 4, 'reason', /twice/],
    ['duplicate date', `${ENTRY}expires_at = "2027-01-31"\nexpires_at = "2028-01-31"\n`, 5, 'expires_at', /twice/],
    ['version twice', 'version = 1\nversion = 1\n', 2, 'version', /twice/],
    ['wrong type', `${ENTRY}owner = 7\n`, 4, 'owner', /must be a string/],
    ['a list', `${ENTRY}owner = ["a", "b"]\n`, 4, 'owner', /must be a string/],
    ['a dotted key', `${ENTRY}owner.name = "a"\n`, 4, 'owner', /must be a string/],
    ['another table', `${ENTRY}[other]\nx = 1\n`, 4, 'other', /unknown table "other"/],
    ['one bracket', '[exceptions]\nid = "a"\n', 1, 'exceptions', /begin with \[\[exceptions\]\]/],
    ['a table below an entry', `${ENTRY}[exceptions.owner]\nname = "a"\n`, 4, 'exceptions', /unknown table/],
    [
      'entries as one list',
      'exceptions = [ { id = "a", reason = "r" } ]\n',
      1,
      'exceptions',
      /unknown key "exceptions"/,
    ],
    ['__proto__', `${ENTRY}__proto__ = "x"\n`, 4, '__proto__', /unknown key "__proto__"/],
    ['__proto__ before', `__proto__ = "x"\n${ENTRY}`, 1, '__proto__', /unknown key "__proto__"/],
    ['__proto__ quoted', `${ENTRY}"__proto__" = "x"\n`, 4, '__proto__', /unknown key "__proto__"/],
    ['__proto__ as table', `${ENTRY}[__proto__]\nid = "x"\n`, 4, '__proto__', /unknown table "__proto__"/],
    ['constructor', `${ENTRY}constructor.prototype = "x"\n`, 4, 'constructor', /unknown key "constructor"/],
    ['conflict marker', `${ENTRY}<<<<<<< HEAD\nowner = "a"\n`, 4, undefined, /merge conflict marker/],
    ['conflict middle', `version = 1\n${ENTRY}=======\n${ENTRY}`, 5, undefined, /merge conflict marker/],
    ['conflict end', `${ENTRY}>>>>>>> branch\n`, 4, undefined, /merge conflict marker/],
    ['NUL in a value', `${ENTRY}owner = "a\0b"\n`, 4, undefined, /NUL/],
    ['NUL in a comment', `${ENTRY}# a\0b\n`, 4, undefined, /NUL/],
    ['control character', `${ENTRY}owner = "a\x07b"\n`, 4, undefined, /not valid TOML/],
    ['lone carriage return', `${ENTRY}owner = "a"\rx`, 4, undefined, /not valid TOML/],
    ['open string', `${ENTRY}owner = "a\n`, 4, undefined, /not valid TOML/],
    [
      '100,000 nested arrays',
      `${ENTRY}owner = ${'['.repeat(100_000)}${']'.repeat(100_000)}\n`,
      4,
      undefined,
      /nesting depth/,
    ],
    ['100,000 open arrays', `${ENTRY}owner = ${'['.repeat(100_000)}`, 4, undefined, /not valid TOML/],
    ['no value', `${ENTRY}owner =\n`, 4, undefined, /not valid TOML/],
    ['two keys on a line', `${ENTRY}owner = "a" ticket = "b"\n`, 4, undefined, /not valid TOML/],
    ['JSON', '{"version": 1}', 1, undefined, /not valid TOML/],
    ['a bad escape', `${ENTRY}owner = "\\q"\n`, 4, undefined, /not valid TOML/],
    ['half a surrogate', `${ENTRY}owner = "\\ud800"\n`, 4, undefined, /not valid TOML/],
  ];
  for (const [name, text, line, key, reason] of cases) {
    for (const variant of name.includes('carriage') ? [text] : [text, text.replaceAll('\n', '\r\n'), `\ufeff${text}`]) {
      const fault = faultIn(variant);
      assert.equal(fault.kind, 'ParseError', `${name}: ${JSON.stringify(fault)}`);
      if (fault.kind !== 'ParseError') continue;
      assert.deepEqual([fault.path, fault.line, fault.key], [PATH, line, key], `${name}: ${fault.reason}`);
      assert.match(fault.reason, reason, name);
    }
  }
});

test('another version', () => {
  const cases: [string, number, string][] = [
    ['version = 2\n', 1, '2'],
    ['\n\nversion = 0', 3, '0'],
    ['version = "1"', 1, '"1"'],
    ['version = 1.0', 1, 'of another type'],
    ['version = [1]', 1, 'of another type'],
  ];
  for (const [text, line, found] of cases) {
    assert.deepEqual(faultIn(text), { kind: 'VersionMismatch', path: PATH, line, found, expected: 1 });
  }
});

test('bytes that are not UTF-8', () => {
  const fault = faultIn(Buffer.concat([Buffer.from('version = 1\n# '), Buffer.from([0xff, 0xfe]), Buffer.from('\n')]));
  assert.ok(fault.kind === 'ParseError' && fault.line === 2 && /UTF-8/.test(fault.reason), JSON.stringify(fault));
});

test('parsing pollutes no prototype', () => {
  parse(`${ENTRY}__proto__.polluted = "x"\n`);
  parse('[__proto__]\npolluted = "x"\n');
  assert.equal(({} as { polluted?: unknown }).polluted, undefined);
});

test('doctor gets all faults, not the first only', () => {
  const text =
    '[[exceptions]]\nid = "a"\nreson = "r"\n[[exceptions]]\nid = "b"\n[[exceptions]]\nid = "c"\nreason = "r"\nexpires_at = "x"\n';
  const lines = findFaults(Buffer.from(text), PATH).map((fault) => (fault.kind === 'ParseError' ? fault.line : -1));
  assert.deepEqual(lines, [3, 4, 9]);
  assert.equal(findFaults(Buffer.from('[[exceptions]]\n'.repeat(1000)), PATH).length, 100);
  assert.deepEqual(findFaults(Buffer.from(ENTRY), PATH), []);
});

// --- The reader of the plain form against the toml package.

const text = fc.oneof(
  fc.constantFrom('', 'a', 'a # b', 'x = "y"', '[[exceptions]]', "it's", 'ä日😀', '\t', '='),
  fc.string({ unit: 'grapheme', maxLength: 6 }).map((value) => value.replace(/[\p{Cc}"\\']/gu, '')),
);
const spaces = fc.constantFrom('', ' ', '  ', '\t');
const escapes = fc.array(
  fc.oneof(text, fc.constantFrom('\\"', '\\\\', '\\n', '\\t', '\\u00e4', '\\u0000', '\\ud800', '\\x', '\\')),
);
const value = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('"x"', "'x'", '"a \\ b"', '"#"', '1') },
  escapes.map((parts) => `"${parts.join('')}"`),
  text.map((content) => `'${content.replaceAll("'", '')}'`),
  fc.constantFrom(
    '0',
    '1',
    '01',
    '1_0',
    '-1',
    '1.5',
    'true',
    '2027-01-31',
    '2027-99-99',
    '2027-01-31T00:00:00Z',
    '[1, 2]',
    '"""x"""',
    "''''x'''",
    '""',
    '"a',
    '',
  ),
);
const key = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('id', 'reason', 'owner', 'version', 'A-z_9') },
  fc.constantFrom('"quoted"', 'dotted.key', '__proto__', 'ö', ''),
);
const line = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(
        spaces,
        key,
        spaces,
        fc.constantFrom(...'======='.split(''), ':'),
        spaces,
        value,
        spaces,
        fc.constantFrom('', '', '', '# c', '#"', '# c', 'x'),
      )
      .map((parts) => parts.join('')),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '[[exceptions]]',
      ' [[ exceptions ]] # c',
      '[[exceptions]',
      '[exceptions]',
      '[[other]]',
      '[[exceptions]]x',
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom('', '  ', '# comment', '\t# "x" = 1', '#\u0007', '\r') },
);
const document = fc
  .tuple(fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([lines, newline, isEnded]) => lines.join(newline) + (isEnded ? newline : ''));

/** Line by line: usual entries are not taken whole. */
function collect(statements: ReturnType<typeof readPlainStatements | typeof readAllStatements>): {
  statements: Statement[];
  end: unknown;
} {
  const list: Statement[] = [];
  let step = statements.next();
  for (; step.done !== true; step = statements.next()) {
    if (step.value.kind !== 'usual entry') list.push(step.value);
  }
  return { statements: list, end: step.value };
}

test('the plain reader and the toml package agree', () => {
  let compared = 0;
  fc.assert(
    fc.property(document, (source) => {
      const plain = collect(readPlainStatements(source));
      if (plain.end !== 'end') return;
      const all = collect(readAllStatements(source));
      // The package refuses what stands twice; the parser does that itself, for both readers.
      if (all.end !== 'end') {
        assert.match(JSON.stringify(all.end), /redefine/, source);
        return;
      }
      assert.deepEqual(plain.statements, all.statements, source);
      compared += plain.statements.length > 0 ? 1 : 0;
    }),
    { numRuns: 3000 },
  );
  assert.ok(compared > 100, `only ${compared} documents were compared`);
});

test('whatever the parser accepts, the toml package reads with the same values', () => {
  let compared = 0;
  fc.assert(
    fc.property(fc.array(fc.tuple(text, escapes, spaces, fc.boolean()), { maxLength: 5 }), (entries) => {
      const source = entries
        .map(
          ([owner, reason, space, isLiteral], i) =>
            `[[exceptions]]\nid = "id${i}"\nreason = "r${reason.join('')}"${space}# c\nowner${space}=${isLiteral ? `'${owner.replaceAll("'", '')}'` : `"${owner}"`}\n`,
        )
        .join('\n');
      const parsed = parse(source);
      if (!parsed.ok) return;
      const expected = (toml.parse(source).exceptions ?? []) as Record<string, unknown>[];
      assert.deepEqual(
        [...parsed.value.entries.values()].map(({ entry }) => Object.fromEntries(fieldsOf(entry))),
        expected.map((entry) => ({ ...entry })),
        source,
      );
      compared += entries.length > 0 ? 1 : 0;
    }),
    { numRuns: 1000 },
  );
  assert.ok(compared > 50, `only ${compared} documents were compared`);
});

const goodFields = [
  'expires_at = "2027-01-31"',
  'created_at = "2026-01-31T00:00:00Z"',
  'created_by = "me"',
  'owner = "o"',
  'path = "p"',
];
const usualBlock = fc
  .record({
    id: fc.oneof({ weight: 9, arbitrary: fc.stringMatching(/^[a-j]{1,2}$/) }, fc.constantFrom('bad id', '')),
    reason: fc.oneof({ weight: 9, arbitrary: fc.constantFrom('r', 'ä # x') }, fc.constantFrom('"x', ' ', '\\\\')),
    fields: fc.oneof(
      { weight: 9, arbitrary: fc.subarray(goodFields) },
      fc.subarray([
        ...goodFields,
        'expires_at = "2027-02-30"',
        'expires_at = "2028-01-31T00:00:00Z"',
        'owner = "o" # comment',
        'unknown = "u"',
      ]),
    ),
    end: fc.constantFrom('', '\n', '\n\n', '# comment\n', '\n# comment\n'),
  })
  .map(({ id, reason, fields, end }) =>
    [`[[exceptions]]`, `id = "${id}"`, `reason = "${reason.replaceAll('"', '\\"')}"`, ...fields, end].join('\n'),
  );

test('entries taken whole and entries read line by line are the same, mistakes and their lines too', () => {
  let accepted = 0;
  const shown = (text: string) => {
    const parsed = parse(text);
    if (!parsed.ok) return parsed.error;
    accepted += parsed.value.entries.size;
    return [...parsed.value.entries.values()].map(({ entry, line }) => [line, fieldsOf(entry)]);
  };
  fc.assert(
    fc.property(fc.array(usualBlock, { maxLength: 4 }), (blocks) => {
      const source = `version = 1\n\n${blocks.join('')}`;
      // With carriage returns, no entry is of the usual form.
      assert.deepEqual(shown(source), shown(source.replaceAll('\n', '\r\n')), source);
    }),
    { numRuns: 3000 },
  );
  assert.ok(accepted > 500, `only ${accepted} entries were compared`);
});

test('20,000 entries of the usual form are taken whole', () => {
  const source = largeRegistryText(20_000);
  const kinds = new Map<string, number>();
  const statements = readPlainStatements(source);
  for (let step = statements.next(); step.done !== true; step = statements.next(true)) {
    kinds.set(step.value.kind, (kinds.get(step.value.kind) ?? 0) + 1);
  }
  assert.deepEqual(
    [...kinds],
    [
      ['pair', 1],
      ['usual entry', 20_000],
    ],
  );
  const parsed = parse(source);
  assert.ok(parsed.ok && parsed.value.entries.size === 20_000);
});
