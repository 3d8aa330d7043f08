import { existsSync, mkdirSync } from 'node:fs';
import { hasProgram, runCommand } from '../commands.ts';
import { cacheFolder } from '../paths.ts';
import { numberAt, type Peer, type Prepared, textAt } from './peer.ts';

const gitleaks = (): string => cacheFolder('peers/go/bin/gitleaks');
const module = 'github.com/zricethezav/gitleaks/v8';

export const gitleaksPeer: Peer = {
  name: 'gitleaks',
  prepare(): Prepared {
    if (!existsSync(gitleaks())) {
      if (!hasProgram('go')) return { ready: false, why: 'go is not installed' };
      mkdirSync(cacheFolder('peers/go/bin'), { recursive: true });
      const env = { ...process.env, GOBIN: cacheFolder('peers/go/bin') };
      runCommand(['go', 'install', `${module}@latest`], { env, timeoutSeconds: 900 });
    }
    if (!existsSync(gitleaks())) return { ready: false, why: `\`go install ${module}@latest\` did not work here` };
    const build = runCommand(['go', 'version', '-m', gitleaks()]).stdout;
    return { ready: true, version: /^\s*mod\s+\S+\s+(\S+)/m.exec(build)?.[1] ?? 'unknown' };
  },
  // biome-ignore format: one flag group a line
  argv: ({ path }) => [
    gitleaks(), 'dir', '--no-banner', '--no-color', '-l', 'fatal', '--exit-code', '0', '-f', 'json', '-r', '-', path,
  ],
  findings: ({ stdout }) =>
    (JSON.parse(stdout) as unknown[]).map((finding) => ({
      file: textAt(finding, 'File'),
      line: numberAt(finding, 'StartLine'),
      column: numberAt(finding, 'StartColumn'),
      rule: textAt(finding, 'RuleID'),
      secret: textAt(finding, 'Secret'),
      severity: '',
    })),
};
