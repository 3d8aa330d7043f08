import { hasProgram, runCommand } from '../commands.ts';
import type { Peer } from './peer.ts';

/** Not a scanner but a yardstick: the time a fast program needs to look for three literal prefixes in every byte. */
export const ripgrepPeer: Peer = {
  name: 'ripgrep',
  prepare() {
    if (!hasProgram('rg'))
      runCommand(['apt-get', 'install', '-y', '--no-install-recommends', 'ripgrep'], { timeoutSeconds: 120 });
    const version = runCommand(['rg', '--version']);
    return version.status === 0
      ? { ready: true, version: version.stdout.split('\n')[0] ?? '' }
      : { ready: false, why: 'rg is not installed (Debian package ripgrep)' };
  },
  argv: ({ path, threads }) => [
    'rg',
    '-uu',
    '-j',
    String(threads),
    '-n',
    '-H',
    '--no-heading',
    '-e',
    'AKIA',
    '-e',
    'ghp_',
    '-e',
    'xoxb-',
    path,
  ],
  findings: ({ stdout }) =>
    stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const [file = '', number = '0'] = line.split(':', 2);
        return { file, line: Number(number), column: 0, rule: 'literal', secret: '', severity: '' };
      }),
};

/**
 * A file that is named to ripgrep is mapped, one that lies in a folder is read. performance.md's time for the log is that
 * of reading: its 6 MB of memory say so.
 */
export const ripgrepReadingPeer: Peer = {
  ...ripgrepPeer,
  name: 'ripgrep --no-mmap',
  argv: (request) => [...ripgrepPeer.argv(request), '--no-mmap'],
};
