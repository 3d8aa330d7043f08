// `npm run bench:findings`: veil's findings in a real tree, by rule, or each with its place and a masked match, for reading.
import { parseArgs } from 'node:util';
import { corpora } from '../corpora/all.ts';
import { measure } from '../measure.ts';
import { listAt, numberAt, textAt } from '../peers/peer.ts';
import { veilPeer } from '../peers/veil.ts';
import { seededRandom } from '../random.ts';

const usage = `usage: npm run bench:findings -- [options]
  --corpus linux|node   the tree (default linux)
  --path PATH           any other tree
  --dump                each finding as "file:line rule severity match", masked
  --sample N            dump only N of them, drawn with a fixed seed`;

try {
  main();
} catch (error) {
  console.error(`bench:findings: ${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exitCode = 2;
}

function main(): void {
  const { values } = parseArgs({
    options: {
      corpus: { type: 'string', default: 'linux' },
      path: { type: 'string' },
      dump: { type: 'boolean', default: false },
      sample: { type: 'string' },
    },
  });
  const path = values.path ?? corpusPath(values.corpus);
  const veil = veilPeer();
  const { stdout, stderr } = measure(veil.argv({ path, threads: 2, reportFile: '' }), { limitSeconds: 600 });
  if (stdout === '') throw new Error(`veil printed no report: ${stderr.trim().slice(-400)}`);
  const findings = listAt(JSON.parse(stdout), 'findings');
  printByRule(findings);
  if (values.dump) for (const finding of findings) console.log(placeOf(finding));
  if (values.sample !== undefined)
    for (const finding of drawSample(findings, Number(values.sample))) console.log(placeOf(finding));
}

function corpusPath(name: string): string {
  const corpus = Object.entries(corpora).find(([key]) => key === name)?.[1];
  if (corpus === undefined) throw new Error(`no corpus '${name}'`);
  return corpus.prepare().path;
}

function printByRule(findings: readonly unknown[]): void {
  const counts = new Map<string, number>();
  for (const finding of findings) {
    const key = `${textAt(finding, 'rule')} | ${textAt(finding, 'severity')}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  console.log(`${findings.length} findings\n\n| rule | severity | findings |\n| --- | --- | --- |`);
  for (const [key, count] of [...counts].sort((a, b) => b[1] - a[1])) console.log(`| ${key} | ${count} |`);
}

function placeOf(finding: unknown): string {
  const match = textAt(finding, 'match').replace(/\s+/g, ' ').slice(0, 120);
  return `${textAt(finding, 'file')}:${numberAt(finding, 'line')} ${textAt(finding, 'rule')} ${textAt(finding, 'severity')} ${match}`;
}

function drawSample(findings: readonly unknown[], size: number): unknown[] {
  const random = seededRandom('sample');
  const rest = [...findings];
  const drawn: unknown[] = [];
  while (drawn.length < size && rest.length > 0) drawn.push(...rest.splice(random.below(rest.length), 1));
  return drawn;
}
