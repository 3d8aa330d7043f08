import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { mustRun, runCommand } from '../commands.ts';
import { cacheFolder } from '../paths.ts';
import type { Corpus } from './corpus.ts';
import { treeSize } from './count.ts';

const archive = '/usr/src/linux-source-6.1.tar.xz';

/** Few secrets, much C: the source tree of Linux 6.1 as Debian packages it. */
export const linuxCorpus: Corpus = {
  name: 'linux',
  describe: 'kernel 6.1 source tree (Debian package linux-source-6.1)',
  prepare() {
    const path = cacheFolder('linux');
    if (!existsSync(path)) unpack(path);
    return { path, ...treeSize(path), planted: [] };
  },
};

function unpack(path: string): void {
  if (!existsSync(archive)) {
    const install = ['apt-get', 'install', '-y', '--no-install-recommends', 'linux-source-6.1'];
    if (runCommand(install, { timeoutSeconds: 600 }).status !== 0) {
      throw new Error(`${archive} is missing and could not be installed: run \`${install.join(' ')}\` as root`);
    }
  }
  // Unpacked aside and renamed, so that an interrupted run leaves no half tree behind.
  const partial = `${path}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  mustRun(['tar', '-xJf', archive, '-C', partial, '--strip-components=1'], { timeoutSeconds: 600 });
  renameSync(partial, path);
}
