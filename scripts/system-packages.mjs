// The packages of the operating system that a build needs, and how they get there.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

// A command in PATH, or a library that pkg-config knows; `deb` is Debian's and Ubuntu's name.
const packages = [
  { deb: 'g++', command: 'g++' },
  { deb: 'make', command: 'make' },
  { deb: 'python3', command: 'python3' },
  { deb: 'pkg-config', command: 'pkg-config' },
  { deb: 'libvectorscan-dev', library: 'libhs' },
  { deb: 'libre2-dev', library: 're2' },
  { deb: 'zlib1g-dev', library: 'zlib' },
  { deb: 'libdeflate-dev', library: 'libdeflate' },
  { deb: 'git', command: 'git', forTests: true },
  { deb: 'strace', command: 'strace', forTests: true },
];

/** Debian's names of what is not there. Starts at most one process. */
export function missingPackages(forTests) {
  const wanted = packages.filter((entry) => forTests || entry.forTests !== true);
  const libraries = wanted.filter(({ library }) => library !== undefined);
  const hasAll = spawnSync('pkg-config', ['--exists', ...libraries.map(({ library }) => library)]).status === 0;
  return wanted
    .filter((entry) => (entry.command ? !isInPath(entry.command) : !hasAll && !isLibrary(entry.library)))
    .map(({ deb }) => deb);
}

/** Answers undefined when they are installed, else what to tell: `{ what, next }`. */
export function installSystemPackages(missing) {
  const line = `apt-get update && apt-get install -y ${missing.join(' ')}`;
  if (!isInPath('apt-get')) {
    return {
      what: `these are missing, and there is no apt-get to install them: ${missing.join(', ')} (Debian's names)`,
      next: [
        'Install a C++20 compiler, make, Python 3, pkg-config, Vectorscan or Hyperscan (libhs), RE2, zlib and libdeflate with their headers.',
      ],
    };
  }
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  if (sudo.length > 0 && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status !== 0) {
    return {
      what: `packages are missing, and this user may not install them: ${missing.join(', ')}`,
      next: [`sudo sh -c '${line}'`],
    };
  }
  const apt = (...words) => {
    const [command, ...args] = [
      ...sudo,
      'env',
      'DEBIAN_FRONTEND=noninteractive',
      'apt-get',
      '-q',
      '-o',
      'DPkg::Lock::Timeout=300',
      ...words,
    ];
    return spawnSync(command, args, { stdio: ['ignore', 2, 2] }).status === 0;
  };
  // A fresh container has no package lists; where there are some, the update can be spared.
  const install = () => apt('install', '-y', '--no-install-recommends', ...missing);
  if (install() || (apt('update') && install())) return undefined;
  return { what: `apt-get could not install ${missing.join(' ')}; its output is above`, next: [line] };
}

function isInPath(command) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function isLibrary(name) {
  return spawnSync('pkg-config', ['--exists', name]).status === 0;
}
