import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { packageRoot } from '../../src/native/package-root.ts';
import { runCommand } from '../commands.ts';
import { listAt, numberAt, type Peer, textAt } from './peer.ts';

/** veil itself, or another build of it: `script` is the path of its `veil.cjs`. */
export function veilPeer(name = 'veil', script = `${packageRoot()}/dist/veil.cjs`): Peer {
  const program = resolve(script);
  return {
    name,
    ours: true,
    prepare() {
      if (!existsSync(program)) return { ready: false, why: `${program} is missing: run \`npm run build\`` };
      const version = runCommand(['node', program, '--version']);
      return version.status === 0
        ? { ready: true, version: version.stdout.trim() }
        : { ready: false, why: `\`${program} --version\` ended with ${version.status}` };
    },
    argv: ({ path, threads }) => [
      'node',
      program,
      'scan',
      path,
      '--no-gitignore',
      '--format',
      'json',
      '-j',
      String(threads),
      '--no-exceptions',
    ],
    findings: ({ stdout }) =>
      listAt(JSON.parse(stdout), 'findings').map((finding) => ({
        file: textAt(finding, 'file'),
        line: numberAt(finding, 'line'),
        column: numberAt(finding, 'column'),
        rule: textAt(finding, 'rule'),
        secret: '',
        severity: textAt(finding, 'severity'),
      })),
  };
}
