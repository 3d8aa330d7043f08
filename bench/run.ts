// `npm run bench`: veil, yardsticks and other scanners side by side; see bench/README.md.
import { describeMachine } from './machine.ts';
import { type BenchOptions, benchUsage, parseBenchOptions } from './options.ts';
import { resultsFolder } from './paths.ts';
import { veilPeer } from './peers/veil.ts';
import { type BenchReport, judgeTargets, reportMarkdown, taskMarkdown, writeReport } from './report.ts';
import { runTask } from './round.ts';
import { makeTasks, type Task } from './tasks.ts';

try {
  main(parseBenchOptions(process.argv.slice(2)));
} catch (error) {
  console.error(`bench: ${error instanceof Error ? error.message : String(error)}\n\n${benchUsage}`);
  process.exitCode = 2;
}

function main(options: BenchOptions): void {
  if (options.help) {
    console.log(benchUsage);
    return;
  }
  const now = new Date();
  const report: BenchReport = { machine: describeMachine(), date: now.toISOString().slice(0, 10), results: [] };
  const log = (text: string): void => console.error(text);
  for (const task of chooseTasks(options)) {
    const result = runTask(task, { runs: options.runs, limitSeconds: options.limitSeconds, log });
    const targets = judgeTargets(task, result);
    report.results.push({ result, targets });
    log(taskMarkdown(result, targets));
    // Written after each task, so that a run that is stopped leaves what it has.
    if (options.keep) writeReport(resultsFolder(now), report);
  }
  console.log(reportMarkdown(report));
}

function chooseTasks(options: BenchOptions): Task[] {
  const veils = [veilPeer(), ...(options.compare === undefined ? [] : [veilPeer('other veil', options.compare)])];
  const all = makeTasks(veils, options.quick);
  const unknown = options.tasks.filter((name) => !all.some((task) => task.name === name));
  if (unknown.length > 0)
    throw new Error(`no task '${unknown.join(', ')}'; there are ${all.map(({ name }) => name).join(', ')}`);
  return all
    .filter(({ name }) => options.tasks.length === 0 || options.tasks.includes(name))
    .map((task) => ({
      ...task,
      contenders: task.contenders.filter(({ peer }) => peer.ours || (options.peers?.includes(peer.name) ?? true)),
    }));
}
