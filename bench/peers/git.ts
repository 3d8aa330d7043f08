// Programs on the repositories below a folder, one after another: what `git` tasks compare.
import { packageRoot } from '../../src/native/package-root.ts';
import { runCommand } from '../commands.ts';
import { gitleaksPeer } from './go.ts';
import type { Peer, ScanRequest, ToolFinding } from './peer.ts';
import { kingfisherPeer } from './python.ts';

/** One process that runs `line` for each repository, as "$r". */
function forEachRepository({ path }: ScanRequest, line: string): string[] {
  return ['sh', '-c', `for r in "$0"/*; do ${line}; done; exit 0`, path];
}

/** The tools' reports follow one another; only the number of findings is of use. */
function countLines({ stdout }: { stdout: string }): ToolFinding[] {
  const finding: ToolFinding = { file: '', line: 0, column: 0, rule: '', secret: '', severity: '' };
  return stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map(() => finding);
}

export const veilGitPeer: Peer = {
  name: 'veil git',
  ours: true,
  prepare: () => ({ ready: true, version: '' }),
  argv: (request) =>
    forEachRepository(
      request,
      `node '${packageRoot()}/dist/veil.cjs' git "$r" -q -j ${request.threads} --no-exceptions --format jsonl`,
    ),
  findings: countLines,
};

/** The yardstick: git's own reading of every object, and nothing done with it. */
export const catFilePeer: Peer = {
  name: 'git cat-file',
  prepare: () => ({ ready: true, version: runCommand(['git', '--version']).stdout.trim() }),
  argv: (request) =>
    forEachRepository(
      request,
      'git -C "$r" cat-file --batch-all-objects --batch --unordered --buffer | cat >/dev/null',
    ),
  findings: () => [],
};

export const kingfisherGitPeer: Peer = {
  ...kingfisherPeer,
  argv: (request) => {
    const [program] = kingfisherPeer.argv(request);
    return forEachRepository(
      request,
      `'${program}' scan "$r" --no-validate --no-update-check --git-history full --format jsonl -j ${request.threads}`,
    );
  },
  findings: countLines,
};

export const gitleaksGitPeer: Peer = {
  ...gitleaksPeer,
  argv: (request) => {
    const [program] = gitleaksPeer.argv(request);
    return forEachRepository(
      request,
      `'${program}' git --no-banner --no-color -l fatal --exit-code 0 -f json -r - "$r"`,
    );
  },
  findings: ({ stdout }) => countLines({ stdout: stdout.replaceAll(/^ \{$/gm, '{') }),
};
