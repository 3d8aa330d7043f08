import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Machine } from './machine.ts';
import type { Measurement } from './measure.ts';
import type { ContenderResult, TaskResult } from './round.ts';
import { median, minimum, pairedRatio } from './statistics.ts';
import type { Target, Task } from './tasks.ts';

/** One figure of the task with the verdict on it; `value` is undefined where a program did not run. */
export interface TargetResult {
  target: Target;
  value: number | undefined;
  reached: boolean;
}

export function judgeTargets(task: Task, result: TaskResult): TargetResult[] {
  const costsOf = (name: string, metric: Target['metric']): number[] | undefined => {
    const contender = result.contenders.find((each) => each.name === name);
    if (contender === undefined || contender.measurements.length === 0) return undefined;
    return contender.measurements.map((m) => cost(m, metric));
  };
  return task.targets.map((target) => {
    const stopped = result.contenders.find(({ name }) => name === target.of)?.note !== '';
    const value = stopped ? undefined : targetValue(target, (name) => costsOf(name, target.metric));
    return { target, value, reached: value !== undefined && value <= target.atMost };
  });
}

function targetValue(target: Target, costsOf: (name: string) => number[] | undefined): number | undefined {
  const costs = costsOf(target.of);
  if (costs === undefined) return undefined;
  const others = againstOf(target).map(costsOf);
  if (others.length === 0) return Math.max(...costs);
  if (others.includes(undefined)) return undefined;
  // Of one round each, as the ratios are.
  const sums = costs.map((_, round) => others.reduce((sum, other) => sum + (other?.[round] ?? Number.NaN), 0));
  return pairedRatio(costs, sums);
}

function againstOf({ against = [] }: Target): readonly string[] {
  return typeof against === 'string' ? [against] : against;
}

function cost(measurement: Measurement, metric: Target['metric']): number {
  if (metric === 'wall') return measurement.wallSeconds;
  if (metric === 'cpu') return measurement.userSeconds + measurement.systemSeconds;
  return measurement.maxRssKib / 1024;
}

/** The task as a Markdown section: a row a program, then the figures to reach. */
export function taskMarkdown(result: TaskResult, targets: readonly TargetResult[]): string {
  const first = result.contenders[0];
  const lines = [
    `## ${result.task}`,
    '',
    `${result.corpus}: ${result.files} files, ${(result.bytes / 1e6).toFixed(1)} MB${result.planted > 0 ? `, ${result.planted} planted secrets` : ''}`,
    '',
    `| program | wall, minimum | wall, median | CPU, median | peak RSS | findings | planted found | ${first?.name ?? 'veil'} takes, wall | … CPU |`,
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...result.contenders.map((contender) => contenderRow(contender, first, result.planted)),
    '',
  ];
  for (const { target, value, reached } of targets) {
    const what =
      target.against === undefined
        ? `${target.metric} of ${target.of}`
        : `${target.metric} of ${target.of} / ${againstOf(target).join(' + ')}`;
    const shown = value === undefined ? 'not measured' : `${value.toFixed(3)}: ${reached ? 'reached' : 'NOT reached'}`;
    lines.push(`- ${what} at most ${Number(target.atMost.toFixed(3))}: ${shown}`);
  }
  return `${lines.join('\n')}\n`;
}

function contenderRow(contender: ContenderResult, first: ContenderResult | undefined, planted: number): string {
  const { name, version, measurements, note } = contender;
  const title = version === '' || version === name ? name : `${name} (${version})`;
  if (measurements.length === 0) return `| ${title} | ${note} | | | | | | | |`;
  const walls = measurements.map((m) => m.wallSeconds);
  const cpu = median(measurements.map((m) => m.userSeconds + m.systemSeconds));
  const rss = Math.max(...measurements.map((m) => m.maxRssKib)) / 1024;
  const ratio = (metric: Target['metric']): string => {
    if (first === undefined) return '';
    const value = pairedRatio(
      first.measurements.map((m) => cost(m, metric)),
      measurements.map((m) => cost(m, metric)),
    );
    return Number.isNaN(value) ? '' : `${value.toFixed(3)} ×`;
  };
  const mark = note === '' ? '' : ` (${note})`;
  const seconds = (value: number): string => `${value.toFixed(value < 1 ? 3 : 2)} s`;
  const cells = [
    title + mark,
    seconds(minimum(walls)),
    seconds(median(walls)),
    seconds(cpu),
    `${rss.toFixed(0)} MiB`,
    note === '' ? String(contender.findings) : '–',
    planted === 0 ? '' : `${contender.plantedFound}/${planted}`,
    ratio('wall'),
    ratio('cpu'),
  ];
  return `| ${cells.join(' | ')} |`;
}

export interface BenchReport {
  machine: Machine;
  date: string;
  results: { result: TaskResult; targets: TargetResult[] }[];
}

/** Writes `bench.json` (every measurement) and `bench.md` into `folder`; earlier results of the day are replaced. */
export function writeReport(folder: string, report: BenchReport): string {
  writeFileSync(join(folder, 'bench.json'), `${JSON.stringify(report, null, 1)}\n`);
  const path = join(folder, 'bench.md');
  writeFileSync(path, reportMarkdown(report));
  return path;
}

export function reportMarkdown(report: BenchReport): string {
  const { machine } = report;
  const head = [
    `# Benchmark of ${report.date}`,
    '',
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGib} GiB, ${machine.kernel}, Node ${machine.node}, ${machine.compiler}, commit ${machine.commit}.`,
    'Runs alternate; the last column is the median over the rounds of the ratio in one round, so compare ratios, not seconds.',
    '',
  ];
  return `${head.join('\n')}\n${report.results.map(({ result, targets }) => taskMarkdown(result, targets)).join('\n')}`;
}
