import type { Corpus } from './corpus.ts';
import { gitCorpus } from './git.ts';
import { linuxCorpus } from './linux.ts';
import { logCorpus } from './log.ts';
import { json, kubernetes, sshd, web } from './log-kinds.ts';
import { nodeCorpus } from './node.ts';
import { stagedCorpus } from './staged.ts';
import { smallCorpus, treeCorpus } from './tree.ts';

export const corpora = {
  git: gitCorpus,
  linux: linuxCorpus,
  node: nodeCorpus,
  log: logCorpus(1_000_000_000),
  webLog: logCorpus(1_000_000_000, 'log-web', web),
  sshdLog: logCorpus(300_000_000, 'log-sshd', sshd),
  kubernetesLog: logCorpus(300_000_000, 'log-kubernetes', kubernetes),
  jsonLog: logCorpus(300_000_000, 'log-json', json),
  quickLog: logCorpus(100_000_000, 'log-100m'),
  small: smallCorpus,
  staged: stagedCorpus,
  smallTree: treeCorpus('tree-small', 2000, 4000),
  mediumTree: treeCorpus('tree-medium', 20_000, 8000),
} satisfies Record<string, Corpus>;
