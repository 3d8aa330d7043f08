import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { packageRoot } from '../../../src/native/package-root.ts';
import { formatNames, loadFormat } from '../../../src/report/index.ts';
import type { Report } from '../../../src/report/report.ts';
import { displayWidth } from '../../../src/report/text-safety.ts';
import { sampleFindings, sampleReport } from '../../helpers/findings.ts';
import { assertGolden } from '../../helpers/golden.ts';

const MACHINE_FORMATS = new Set(['json', 'jsonl', 'sarif', 'gitlab']);

async function render(name: string, report: Report): Promise<string> {
  const format = await loadFormat(name);
  assert.ok(format !== undefined);
  return [...format.render(report)].join('');
}

function schema(path: string): object {
  return JSON.parse(readFileSync(join(packageRoot(), path), 'utf8')) as object;
}

function assertValid(schemaObject: object, data: unknown, pointer = ''): void {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  ajv.addSchema(schemaObject, 'root');
  const validate = ajv.getSchema(`root${pointer}`);
  assert.ok(validate !== undefined);
  assert.ok(validate(data), JSON.stringify(validate.errors, null, 1));
}

for (const name of formatNames) {
  test(`${name}: golden file`, async () => assertGolden(`report/sample.${name}`, await render(name, sampleReport())));

  test(`${name}: golden file of a clean scan`, async () => {
    const { summary, ...report } = sampleReport([]);
    const clean = { ...summary, failed: [], changedDuringScan: [], findingsCapped: [] };
    assertGolden(`report/clean.${name}`, await render(name, { ...report, summary: clean }));
  });

  test(`${name}: no secret in it, masked either way`, async () => {
    for (const kind of ['partial', 'redact'] as const) {
      const text = await render(name, sampleReport(sampleFindings, { kind }));
      for (const { secret } of sampleFindings) {
        const bytes = Buffer.from(secret.reveal()).toString();
        assert.ok(!text.includes(bytes), kind);
        assert.ok(!text.includes(bytes.slice(-6)), 'not even its end');
      }
    }
  });

  test(`${name}: nothing that steers a terminal`, async () => {
    const text = await render(name, sampleReport());
    const pattern = MACHINE_FORMATS.has(name) ? /[^\P{Cc}\n]/u : /[^\P{C}\r\n]/u;
    assert.doesNotMatch(text, pattern);
  });
}

test('text: no line is wider than 80 columns but paths', async () => {
  const paths = new Set(sampleReport().findings.map(({ displayPath }) => displayPath));
  assert.ok(paths.size > 5);
  for (const line of (await render('text', sampleReport())).split('\n')) {
    if (line.startsWith(' ')) assert.ok(displayWidth(line) <= 80, line);
  }
});

test('one finding in one file is told in the singular', async () => {
  const { summary, ...report } = sampleReport(sampleFindings.slice(0, 1));
  const one = { ...report, summary: { ...summary, filesScanned: 1 } };
  assert.match(await render('markdown', one), /^## veil: 1 finding\n\n1 file scanned/);
  assert.match(await render('html', one), /<p>1 finding; 1 file scanned/);
});

test('text: --limit shows that many and counts the rest', async () => {
  const report = sampleReport();
  const text = await render('text', { ...report, style: { ...report.style, limit: 2 } });
  assert.equal(text.match(/veil exceptions add/g)?.length, 2);
  assert.match(text, /^\d+ more findings not shown \(--limit 2\)$/m);
});

test('json: fits docs/json-schema, jsonl has the same findings', async () => {
  const veilSchema = schema('docs/json-schema/veil-v1.schema.json');
  const document = JSON.parse(await render('json', sampleReport())) as { findings: unknown[] };
  assertValid(veilSchema, document);
  const lines = (await render('jsonl', sampleReport())).trimEnd().split('\n');
  assert.deepEqual(
    lines.map((line) => JSON.parse(line) as unknown),
    document.findings,
  );
  for (const line of document.findings) assertValid(veilSchema, line, '#/$defs/finding');
});

test('json: a file name that is not UTF-8 comes through exactly', async () => {
  const { findings } = JSON.parse(await render('json', sampleReport())) as { findings: { fileBase64?: string }[] };
  const names = findings.flatMap(({ fileBase64 }) => (fileBase64 === undefined ? [] : [fileBase64]));
  assert.deepEqual(names, [Buffer.from('n\xe4me\xff.txt', 'latin1').toString('base64')]);
});

/** Draft 4, of which ajv knows all that the schema uses but for the name of its own. With the formats of URIs and times. */
function sarifStandard(): ReturnType<Ajv['compile']> {
  const {
    id: _,
    $schema: __,
    ...standard
  } = schema('node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json') as Record<string, unknown>;
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  return ajv.compile(standard);
}

test('sarif: fits the whole schema of the standard, which refuses what is wrong', async () => {
  const validate = sarifStandard();
  for (const report of [sampleReport(), sampleReport([])]) {
    const document = JSON.parse(await render('sarif', report)) as { runs: Record<string, unknown>[] };
    assert.ok(validate(document), JSON.stringify(validate.errors, null, 1));
    const [run] = document.runs;
    for (const wrong of [
      { columnKind: 'bytes' },
      { unknown: 1 },
      { results: [{}] },
      { originalUriBaseIds: { a: { uri: '%' } } },
    ]) {
      assert.ok(!validate({ ...document, runs: [{ ...run, ...wrong }] }), JSON.stringify(wrong));
    }
  }
});

test('sarif and gitlab: fit what their schemas demand', async () => {
  assertValid(schema('test/schemas/sarif-2.1.0-used.schema.json'), JSON.parse(await render('sarif', sampleReport())));
  assertValid(schema('test/schemas/gitlab-15-used.schema.json'), JSON.parse(await render('gitlab', sampleReport())));
});

test('gitlab: a description of any length fits the schema, which bounds names', async () => {
  const [first] = sampleFindings;
  assert.ok(first !== undefined);
  const long = sampleReport([{ ...first, description: '𝛼'.repeat(300) }]);
  const report = JSON.parse(await render('gitlab', long)) as { vulnerabilities: { name: string }[] };
  assertValid(schema('test/schemas/gitlab-15-used.schema.json'), report);
  assert.equal(report.vulnerabilities[0]?.name, '𝛼'.repeat(255));
});

test('an unknown format is undefined, also one that every object has', async () => {
  for (const name of ['xml', 'toString', '__proto__']) assert.equal(await loadFormat(name), undefined);
});
