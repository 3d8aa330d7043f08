import { parseArgs } from 'node:util';

export interface BenchOptions {
  tasks: string[];
  /** Peers to run beside veil, `undefined` for all. */
  peers: string[] | undefined;
  runs: number;
  quick: boolean;
  compare: string | undefined;
  limitSeconds: number;
  keep: boolean;
  help: boolean;
}

export const benchUsage = `usage: npm run bench -- [options]
  --task NAMES        tasks to run, separated by commas (default: all)
  --peers NAMES|none  other programs to run beside veil (default: all that can be installed)
  --runs N            rounds of alternating runs (default 5)
  --quick             smaller corpora where there is a choice, 2 rounds
  --compare FILE      another build's veil.cjs, run side by side
  --limit SECONDS     a run that takes longer is stopped, and the program is left out of later rounds (default 60)
  --no-keep           print only, write no results
  --help              print this`;

/** Reads the command line; throws an Error whose message is fit for the user. */
export function parseBenchOptions(argv: string[]): BenchOptions {
  const { values } = parseArgs({
    args: argv,
    options: {
      task: { type: 'string' },
      peers: { type: 'string' },
      runs: { type: 'string' },
      quick: { type: 'boolean', default: false },
      compare: { type: 'string' },
      limit: { type: 'string', default: '60' },
      'no-keep': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  return {
    tasks: values.task === undefined ? [] : values.task.split(','),
    peers: values.peers === undefined ? undefined : values.peers === 'none' ? [] : values.peers.split(','),
    runs: wholeNumber('--runs', values.runs ?? (values.quick ? '2' : '5')),
    quick: values.quick,
    compare: values.compare,
    limitSeconds: wholeNumber('--limit', values.limit),
    keep: !values['no-keep'],
    help: values.help,
  };
}

function wholeNumber(flag: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${flag} needs a whole number from 1, not '${text}'`);
  return value;
}
