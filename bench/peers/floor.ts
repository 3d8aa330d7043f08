import { existsSync, mkdirSync, statSync } from 'node:fs';
import { runCommand } from '../commands.ts';
import { benchSource, cacheFolder } from '../paths.ts';
import type { Peer } from './peer.ts';

const program = (): string => cacheFolder('peers/walk_read');

/** Not a scanner: it walks the tree and reads every byte, which is the least that any scanner must do. */
export const floorPeer: Peer = {
  name: 'floor',
  prepare() {
    const source = benchSource('tools/walk_read.cc');
    if (!existsSync(program()) || statSync(program()).mtimeMs < statSync(source).mtimeMs) {
      mkdirSync(cacheFolder('peers'), { recursive: true });
      const built = runCommand(['g++', '-std=c++20', '-O2', '-pthread', '-o', program(), source], {
        timeoutSeconds: 60,
      });
      if (built.status !== 0) return { ready: false, why: 'g++ could not build bench/tools/walk_read.cc' };
    }
    return { ready: true, version: 'walk and read' };
  },
  argv: ({ path, threads }) => [program(), path, String(threads)],
  findings: () => [],
};
