/** What `veil doctor` looks at. Reads only; names no file's content. */
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { loadNative } from '../native/load.ts';
import { packageRoot } from '../native/package-root.ts';

export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly text: string;
}

const OLDEST_NODE = 20;

export function examine(): Check[] {
  const node = process.versions.node;
  return [
    { name: 'node', ok: Number(node.split('.')[0]) >= OLDEST_NODE, text: node },
    { name: 'system', ok: platform() === 'linux', text: `${platform()} ${arch()} ${release()}` },
    { name: 'machine', ok: true, text: `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 20)} MiB memory` },
    check('installed in', packageRoot),
    check('native addon', () => `loads, ${Object.keys(loadNative()).length} exports`),
  ];
}

function check(name: string, look: () => string): Check {
  try {
    return { name, ok: true, text: look() };
  } catch (error) {
    return { name, ok: false, text: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) };
  }
}
