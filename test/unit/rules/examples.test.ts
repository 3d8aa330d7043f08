/** The templates of examples, and the check digits in them: worked values, made up, each put together from parts. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ExampleError, expandExample, miswrittenItems } from '../../../src/rules/example.ts';
import { checkDigits } from '../../../src/rules/example-checks.ts';

const BODY = 'A1b2C3d4E5f6' + 'G7h8I9j0K1l2M3n4O5';

const worked: readonly { name: string; before: string; digits: string }[] = [
  { name: 'crc32-base62', before: `ghp_${BODY}`, digits: '0Zb5Hm' },
  { name: 'grafana-service-account', before: `glsa_${BODY}P6_`, digits: 'b021c91d' },
  { name: 'zuplo', before: `zpka_${`${BODY}p6`.toLowerCase()}_`, digits: '689b0b3a' },
  { name: 'cloudflare', before: `cfut_${BODY}q6R7s8T9u0`, digits: 'f308de6c' },
  { name: 'confluent', before: `cflt${BODY}q6R7s8T9u0V1w2X3y4Z5a6B7`, digits: 'W4xcWA' },
  { name: 'atlassian', before: 'ATATT3xMADEUPbody0123456789=', digits: '0986A1FE' },
  { name: 'my-number', before: 'no. 12345678901', digits: '8' },
  { name: 'luhn', before: 'card 7992739871', digits: '3' },
];

describe('check digits', () => {
  for (const { name, before, digits } of worked) test(name, () => assert.equal(checkDigits(name, before), digits));
});

const shapes: readonly [string, RegExp][] = [
  ['a{alnum:30}b', /^a[A-Za-z0-9]{30}b$/],
  ['{hex:8-12}', /^[0-9a-f]{8,12}$/],
  ['{x:5}', /^xxxxx$/],
  ['{uuid}', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/],
  ['{{a}} {B} {c} {"d": 1}', /^\{\{a\}\} \{B\} \{c\} \{"d": 1\}$/],
  ['{base64of(user:{digits:4})}', /^dXNlcj[o-r][A-Za-z0-9+/]+={0,2}$/],
  ['BEG{none}IN', /^BEGIN$/],
];

describe('templates', () => {
  for (const [template, shape] of shapes) {
    test(template, () => {
      assert.match(expandExample(template, 'seed'), shape);
      assert.equal(expandExample(template, 'seed'), expandExample(template, 'seed'));
    });
  }

  for (const template of ['{alnun:30}', '{alnum}', '{check:nothing}', '{base64of(x', '{rot13of(x)}']) {
    test(`${template} is refused`, () => assert.throws(() => expandExample(template, 'seed'), ExampleError));
  }

  test('what was probably meant for one is told from other braces', () => {
    const meant = (template: string) => miswrittenItems(template).map(({ meant: item }) => item);
    assert.deepEqual(meant('a {alnum31} {lowernum 8} { hex:8-12} {base64of({base32=16})}'), [
      '{alnum:31}',
      '{lowernum:8}',
      '{hex:8-12}',
      '{base32:16}',
    ]);
    assert.deepEqual(meant('{alnum:31'), ['{alnum:31}']);
    assert.deepEqual(meant('{alnum:31} {password: "a"} #{password1} {x} {lowercase7} [a-z]{31} {{hex8}}'), []);
  });
});
