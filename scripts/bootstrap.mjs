// Sets up what is missing (system packages, node_modules, the build), then runs veil or the tests:
//   node scripts/bootstrap.mjs [--run VEIL-ARGUMENTS… | --test [FILES…] | --exec SCRIPT ARGUMENTS…]
// When nothing is missing it starts no compiler: a look at the sources' sizes and times tells. It needs no package.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installSystemPackages, missingPackages } from './system-packages.mjs';
import { isBuilt, isInstalled, markBuilt, markInstalled } from './up-to-date.mjs';

const OLDEST_NODE = 20;
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
// As where veil is another package's dependency: npm links the commands of dependencies only.
const commandLink = join(root, 'node_modules/.bin/veil');
const [mode, ...rest] = process.argv.slice(2);

checkNode();
switch (mode) {
  case undefined:
    ensureSetUp(false);
    say('ready: node dist/veil.cjs scan .');
    break;
  case '--run':
    ensureSetUp(false);
    become([join(root, 'dist/veil.cjs'), ...rest], callersFolder());
    break;
  case '--test':
    ensureSetUp(true);
    become([join(root, 'scripts/run-tests.mjs'), ...rest], root);
    break;
  case '--exec':
    ensureSetUp(false);
    become(rest, root);
    break;
  case '--set-up-locked':
    setUp(rest.includes('--for-tests'));
    break;
  default:
    fail(`unknown word ${mode}`, ['node scripts/bootstrap.mjs [--run … | --test … | --exec …]']);
}

function checkNode() {
  if (Number(process.versions.node.split('.')[0]) >= OLDEST_NODE) return;
  fail(`veil needs Node ${OLDEST_NODE} or newer; this is ${process.versions.node} (${process.execPath})`, [
    'https://nodejs.org/en/download',
  ]);
}

// One set-up at a time: two that run `npm ci` or `make` in one folder destroy each other's work. flock(1) lets go when
// its holder dies, so no lock is ever stale.
function ensureSetUp(forTests) {
  if (missingPackages(forTests).length === 0 && isInstalled(root) && isBuilt(root) && existsSync(commandLink)) return;
  const self = [
    process.execPath,
    fileURLToPath(import.meta.url),
    '--set-up-locked',
    ...(forTests ? ['--for-tests'] : []),
  ];
  mkdirSync(join(root, 'build'), { recursive: true });
  const lock = ['flock', '--close', join(root, 'build/bootstrap.lock')];
  const hasFlock = spawnSync('flock', ['--version'], { stdio: 'ignore' }).status === 0;
  const [command, ...words] = hasFlock ? [...lock, ...self] : self;
  const { status, signal } = spawnSync(command, words, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(signal === null ? 2 : 128 + constants.signals[signal]);
}

function setUp(forTests) {
  const missing = missingPackages(forTests);
  if (missing.length > 0) {
    say(`installing ${missing.join(' ')}`);
    const problem = installSystemPackages(missing);
    if (problem !== undefined) fail(problem.what, problem.next);
  }
  if (!isInstalled(root)) {
    say('installing npm packages');
    run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], ['npm ci', 'npm config get registry']);
    markInstalled(root);
  }
  if (!isBuilt(root)) {
    say('building (some minutes the first time)');
    run(process.execPath, [join(root, 'scripts/build.mjs')], ['npm run build']);
    markBuilt(root);
  }
  linkCommand();
}

function linkCommand() {
  rmSync(commandLink, { force: true });
  symlinkSync('../../dist/veil.cjs', commandLink);
}

// Runs node with these arguments in our place: its exit status and its death by a signal become ours.
function become(args, cwd) {
  const child = spawn(process.execPath, args, { cwd, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // Ctrl-C reaches the child by itself; a second SIGINT would cut its cleaning up short.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('exit', (status, signal) => process.exit(status ?? 128 + constants.signals[signal]));
}

// `npm start` runs its script in the package's folder; a path that was typed is relative to where it was typed.
function callersFolder() {
  const fromNpm = process.env.npm_lifecycle_event === 'start' ? process.env.INIT_CWD : undefined;
  return fromNpm ?? process.cwd();
}

function run(command, args, next) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (error !== undefined) fail(`${command} could not be started: ${error.message}`, next);
  if (status !== 0) fail(`${[command, ...args].join(' ')} failed (exit status ${status}); its output is above`, next);
}

function say(text) {
  console.error(`veil set-up: ${text}`);
}

function fail(what, next) {
  console.error(`error: veil's set-up: ${what}\n${next.map((line) => `  next: ${line}\n`).join('')}`);
  process.exit(2);
}
