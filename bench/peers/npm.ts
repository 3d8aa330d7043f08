import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { runCommand } from '../commands.ts';
import { cacheFolder } from '../paths.ts';
import { listAt, numberAt, type Peer, textAt } from './peer.ts';

const folder = (): string => cacheFolder('peers/npm');
const program = (): string => `${folder()}/node_modules/.bin/secretlint`;
const preset = '@secretlint/secretlint-rule-preset-recommend';

export const secretlintPeer: Peer = {
  name: 'secretlint',
  prepare() {
    if (!existsSync(program())) {
      mkdirSync(folder(), { recursive: true });
      const install = [
        'npm',
        'install',
        '--prefix',
        folder(),
        '--no-audit',
        '--no-fund',
        '--ignore-scripts',
        'secretlint',
        preset,
      ];
      runCommand(install, { timeoutSeconds: 300 });
    }
    if (!existsSync(program())) return { ready: false, why: '`npm install secretlint` did not work here' };
    writeFileSync(`${folder()}/.secretlintrc.json`, JSON.stringify({ rules: [{ id: preset }] }));
    return { ready: true, version: runCommand([program(), '--version']).stdout.trim() };
  },
  argv({ path }) {
    const glob = statSync(path).isDirectory() ? `${path}/**/*` : path;
    return [program(), '--secretlintrc', `${folder()}/.secretlintrc.json`, '--format', 'json', glob];
  },
  // The preset's package is looked up from the working folder.
  cwd: () => folder(),
  findings: ({ stdout }) =>
    (JSON.parse(stdout) as unknown[]).flatMap((file) =>
      listAt(file, 'messages').map((message) => ({
        file: textAt(file, 'filePath'),
        line: numberAt(message, 'loc', 'start', 'line'),
        column: numberAt(message, 'loc', 'start', 'column') + 1,
        rule: textAt(message, 'ruleId'),
        secret: '',
        severity: textAt(message, 'severity'),
      })),
    ),
};
