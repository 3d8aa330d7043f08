import { existsSync } from 'node:fs';
import { hasProgram, runCommand } from '../commands.ts';
import { cacheFolder } from '../paths.ts';
import type { Peer } from './peer.ts';

const program = (): string => cacheFolder('peers/cargo/bin/ripsecrets');

export const ripsecretsPeer: Peer = {
  name: 'ripsecrets',
  prepare() {
    if (!existsSync(program())) {
      if (!hasProgram('cargo')) return { ready: false, why: 'cargo is not installed' };
      const install = ['cargo', 'install', '--quiet', '--root', cacheFolder('peers/cargo'), 'ripsecrets'];
      runCommand(install, { timeoutSeconds: 900 });
    }
    if (!existsSync(program())) return { ready: false, why: '`cargo install ripsecrets` did not work here' };
    return { ready: true, version: runCommand([program(), '--version']).stdout.trim() };
  },
  argv: ({ path }) => [program(), path],
  // Its lines are "file:line:text", and "file: error" where a file could not be read.
  findings: ({ stdout }) =>
    stdout.split('\n').flatMap((text) => {
      const parts = /^(.*?):(\d+):(.*)$/.exec(text);
      if (parts === null) return [];
      const [, file = '', line = '0', secret = ''] = parts;
      return [{ file, line: Number(line), column: 0, rule: 'ripsecrets', secret, severity: '' }];
    }),
};
