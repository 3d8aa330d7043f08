import { runCommand } from './commands.ts';
import { corpora } from './corpora/all.ts';
import type { Corpus } from './corpora/corpus.ts';
import { scannerPeers, yardsticks } from './peers/all.ts';
import { firstRulesPeer } from './peers/first-rules.ts';
import { catFilePeer, gitleaksGitPeer, kingfisherGitPeer, veilGitPeer } from './peers/git.ts';
import type { Peer } from './peers/peer.ts';
import { ripgrepReadingPeer } from './peers/ripgrep.ts';

/** A figure to reach: `of`'s cost divided by `against`'s (or their sum, or as it is), at most `atMost`. */
export interface Target {
  metric: 'wall' | 'cpu' | 'rssMib';
  of: string;
  against?: string | readonly string[];
  atMost: number;
}

/** One table of the benchmark: programs that run alternately on one corpus. */
export interface Task {
  name: string;
  corpus: Corpus;
  contenders: Contender[];
  targets: Target[];
}

export interface Contender {
  name: string;
  peer: Peer;
  threads: number;
  /** Scans this corpus instead of the task's own. */
  corpus?: Corpus;
}

const threads = 2;

/** The tasks by name; `veils` are the builds of veil to run, the first of them the one that targets speak of. */
export function makeTasks(veils: readonly Peer[], quick: boolean): Task[] {
  const own = veils.map((peer) => ({ name: peer.name, peer, threads }));
  const others = (peers: readonly Peer[]): Contender[] => peers.map((peer) => ({ name: peer.name, peer, threads }));
  const everything = [...own, ...others(yardsticks), ...others(scannerPeers)];
  const log = quick ? corpora.quickLog : corpora.log;
  const veil = veils[0]?.name ?? 'veil';
  const scale = log === corpora.log ? 10 : 1;
  const reading: Contender = { name: ripgrepReadingPeer.name, peer: ripgrepReadingPeer, threads };
  const firstRules = firstRulesPeer();
  return [
    {
      name: 'linux',
      corpus: corpora.linux,
      contenders: everything,
      targets: [
        { metric: 'wall', of: veil, against: 'ripgrep', atMost: 2 },
        { metric: 'wall', of: veil, against: 'kingfisher', atMost: 1 / 12 },
        { metric: 'rssMib', of: veil, atMost: 150 },
      ],
    },
    {
      name: 'node',
      corpus: corpora.node,
      contenders: everything,
      targets: [{ metric: 'wall', of: veil, against: 'floor', atMost: 2.5 }],
    },
    {
      name: 'log',
      corpus: log,
      contenders: [...everything, reading],
      targets: [
        { metric: 'wall', of: veil, against: 'ripgrep', atMost: 1.5 },
        { metric: 'wall', of: veil, against: reading.name, atMost: 2 },
        { metric: 'rssMib', of: veil, atMost: 100 },
      ],
    },
    ...[corpora.webLog, corpora.sshdLog, corpora.kubernetesLog, corpora.jsonLog].map((corpus) => ({
      name: corpus.name,
      corpus,
      contenders: [...own, ...others(yardsticks), reading],
      targets: ['ripgrep', reading.name].map((against) => ({ metric: 'wall' as const, of: veil, against, atMost: 2 })),
    })),
    {
      name: 'small',
      corpus: corpora.small,
      contenders: [...own, { name: 'node -e 0', peer: emptyNode, threads }, ...others(scannerPeers)],
      targets: [{ metric: 'wall', of: veil, against: 'node -e 0', atMost: 2.5 }],
    },
    {
      name: 'start',
      corpus: corpora.small,
      contenders: [
        ...veils.map((peer) => ({ name: peer.name, peer: versionOnly(peer), threads })),
        { name: 'node -e 0', peer: emptyNode, threads },
      ],
      targets: [{ metric: 'wall', of: veil, against: 'node -e 0', atMost: 2 }],
    },
    {
      name: 'staged',
      corpus: corpora.staged,
      contenders: [
        ...veils.map((peer) => ({ name: peer.name, peer: stagedOnly(peer), threads })),
        { name: gitDiffCached.name, peer: gitDiffCached, threads },
        { name: emptyNode.name, peer: emptyNode, threads },
      ],
      targets: (['wall', 'cpu'] as const).map((metric) => ({
        metric,
        of: veil,
        against: [gitDiffCached.name, emptyNode.name],
        atMost: 1.5,
      })),
    },
    { name: 'tree', corpus: quick ? corpora.smallTree : corpora.mediumTree, contenders: everything, targets: [] },
    {
      name: 'git',
      corpus: corpora.git,
      contenders: others([veilGitPeer, catFilePeer, kingfisherGitPeer, gitleaksGitPeer]),
      targets: [
        { metric: 'cpu', of: veilGitPeer.name, against: catFilePeer.name, atMost: 1 / 2 },
        { metric: 'cpu', of: veilGitPeer.name, against: 'kingfisher', atMost: 1 / 6 },
        { metric: 'rssMib', of: veilGitPeer.name, atMost: 400 },
      ],
    },
    {
      name: 'threads',
      corpus: corpora.linux,
      contenders: [...own, ...own.map((contender) => ({ ...contender, name: `${contender.name} -j 1`, threads: 1 }))],
      targets: [{ metric: 'wall', of: veil, against: `${veil} -j 1`, atMost: 1 / 1.8 }],
    },
    {
      name: 'catalogue',
      corpus: corpora.linux,
      contenders: [...own, { name: firstRules.name, peer: firstRules, threads }],
      targets: [{ metric: 'wall', of: veil, against: firstRules.name, atMost: 1.3 }],
    },
    {
      name: 'growth',
      corpus: log,
      contenders: [
        ...own,
        ...own.map((contender) => ({ ...contender, name: `${contender.name}, a tenth`, corpus: corpora.quickLog })),
      ],
      targets: [{ metric: 'cpu', of: veil, against: `${veil}, a tenth`, atMost: scale * 1.1 }],
    },
  ];
}

const emptyNode: Peer = {
  name: 'node -e 0',
  ours: true,
  prepare: () => ({ ready: true, version: process.version }),
  argv: () => ['node', '-e', '0'],
  findings: () => [],
};

const gitDiffCached: Peer = {
  name: 'git diff --cached --name-only',
  ours: true,
  prepare: () => ({ ready: true, version: runCommand(['git', '--version']).stdout.trim() }),
  argv: ({ path }) => ['git', '-C', path, 'diff', '--cached', '--name-only'],
  findings: () => [],
};

function stagedOnly(peer: Peer): Peer {
  return {
    ...peer,
    argv: (request) => [...peer.argv(request).slice(0, 2), 'scan', '--staged', '--format', 'json'],
    cwd: ({ path }) => path,
  };
}

function versionOnly(peer: Peer): Peer {
  return { ...peer, argv: (request) => [...peer.argv(request).slice(0, 2), '--version'], findings: () => [] };
}
