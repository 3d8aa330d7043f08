// `npm run bench:detection`: recall and false alarms of veil and of other scanners on labelled cases; see README.md.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { describeMachine } from '../machine.ts';
import { measure } from '../measure.ts';
import { cacheFolder, resultsFolder } from '../paths.ts';
import { scannerPeers } from '../peers/all.ts';
import type { Peer, ToolFinding } from '../peers/peer.ts';
import { veilPeer } from '../peers/veil.ts';
import { makeCases } from './cases.ts';
import { writeCases } from './materialise.ts';
import { type CaseOutcome, scoreCases, summarise } from './score.ts';
import { mistakesMarkdown, scoreMarkdown, type ToolScore } from './tables.ts';
import { isToWorkOn, type Part, parts } from './templates.ts';

const usage = `usage: npm run bench:detection -- [options]
  --part NAME           to work on: ${parts.filter(isToWorkOn).join(', ')}; for the end: ${parts.filter((part) => !isToWorkOn(part)).join(', ')} (default tune)
  --tools a,b|all       programs to score (default veil)
  --mistakes FILE       write what veil misses and where it cries wolf (parts to work on only)
  --write-cases FOLDER  only write the cases there, and FOLDER.labels.json beside
  --keep                keep the table in bench/results/<date>/
  --limit SECONDS       stop a program after that time (default 300)`;

try {
  main();
} catch (error) {
  console.error(`bench:detection: ${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exitCode = 2;
}

function main(): void {
  const { values } = parseArgs({
    options: {
      part: { type: 'string', default: 'tune' },
      tools: { type: 'string', default: 'veil' },
      mistakes: { type: 'string' },
      'write-cases': { type: 'string' },
      keep: { type: 'boolean', default: false },
      limit: { type: 'string', default: '300' },
    },
  });
  const part = parts.find((name) => name === values.part);
  if (part === undefined) throw new Error(`--part is one of ${parts.join(', ')}, not '${values.part}'`);
  const cases = makeCases(part);
  const root = values['write-cases'] ?? cacheFolder(`detection-${part}`);
  const byFolder = writeCases(root, cases);
  console.error(`${cases.length} cases (${countKinds(cases)}) in ${root}`);
  if (values['write-cases'] !== undefined) {
    const labels = Object.fromEntries([...byFolder].map(([name, { text: _, ...label }]) => [name, label]));
    writeFileSync(`${root}.labels.json`, JSON.stringify(labels, null, 1));
    return;
  }

  const scores: ToolScore[] = [];
  for (const peer of chooseTools(values.tools)) {
    const prepared = peer.prepare();
    if (!prepared.ready) {
      console.error(`${peer.name} is left out: ${prepared.why}`);
      continue;
    }
    const findings = runTool(peer, root, Number(values.limit));
    if (findings === undefined) continue;
    const outcomes = scoreCases(byFolder, findings);
    scores.push({ tool: peer.name, version: prepared.version, score: summarise(outcomes) });
    if (peer.name === 'veil' && values.mistakes !== undefined) writeMistakes(values.mistakes, part, outcomes);
  }
  const table = scoreMarkdown(`Detection, part ${part}: ${cases.length} cases`, scores);
  console.log(table);
  if (values.keep) keepResults(part, table, scores);
}

function countKinds(cases: readonly { kind: string }[]): string {
  const counts = new Map<string, number>();
  for (const { kind } of cases) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => `${count} ${kind}`).join(', ');
}

function chooseTools(names: string): Peer[] {
  const all = [veilPeer(), ...scannerPeers];
  if (names === 'all') return all;
  return names.split(',').map((name) => {
    const peer = all.find((candidate) => candidate.name === name);
    if (peer === undefined)
      throw new Error(`no tool '${name}'; there are ${all.map((candidate) => candidate.name).join(', ')}`);
    return peer;
  });
}

function runTool(peer: Peer, root: string, limitSeconds: number): ToolFinding[] | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'veil-detection-'));
  try {
    const request = { path: root, threads: 2, reportFile: join(folder, 'report') };
    const cwd = peer.cwd?.(request);
    const run = measure(peer.argv(request), { limitSeconds, ...(cwd === undefined ? {} : { cwd }) });
    console.error(
      `${peer.name}: ${run.measurement.wallSeconds.toFixed(1)} s${run.measurement.timedOut ? ', stopped' : ''}`,
    );
    return peer.findings({ stdout: run.stdout, reportFile: request.reportFile });
  } catch (error) {
    console.error(`${peer.name} is left out: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeMistakes(path: string, part: Part, outcomes: readonly CaseOutcome[]): void {
  if (!isToWorkOn(part))
    throw new Error('--mistakes is for the part to tune on: whoever reads the other part tunes on it');
  writeFileSync(path, mistakesMarkdown('veil', outcomes));
}

function keepResults(part: Part, table: string, scores: readonly ToolScore[]): void {
  const now = new Date();
  const folder = resultsFolder(now);
  writeFileSync(join(folder, `detection-${part}.md`), table);
  const record = { machine: describeMachine(), date: now.toISOString().slice(0, 10), part, scores };
  writeFileSync(join(folder, `detection-${part}.json`), `${JSON.stringify(record, null, 1)}\n`);
}
