/**
 * The commands of README and docs, run: every line of a ```bash block, in one folder a document, in order. A line exits 0,
 * or what its comment says ("# exit status 1"). Blocks marked ```sh are for people: installing and building.
 */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { packageRoot } from '../../src/native/package-root.ts';
import { expandExample } from '../../src/rules/example.ts';
import { makeTree, veil, veilPath } from '../helpers/cli.ts';

const root = packageRoot();
const TIMEOUT_MS = 60_000;
const GITLEAKS = `[[rules]]\nid = "acme"\nregex = '''acme_[a-z0-9]{24}'''\nkeywords = ["acme_"]\n`;
/** The first rule of the page on writing rules. */
const ACME = documentedFiles(readFileSync(join(root, 'docs/writing-rules.md'), 'utf8'))['acme.toml'] ?? '';

interface DocumentedLine {
  readonly line: string;
  readonly status: number;
}

function documentedLines(text: string): DocumentedLine[] {
  return blocks(text, 'bash')
    .flatMap((block) => block.replace(/\\\n/g, ' ').split('\n'))
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => ({ line, status: Number(/# exit status (\d+)$/.exec(line)?.[1] ?? 0) }));
}

function blocks(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    (match) => match[1] ?? '',
  );
}

/** "Put this into `acme.toml`:" and a block: the file is there when the commands run. */
function documentedFiles(text: string): Record<string, string> {
  const found = text.matchAll(/`([\w./-]+\.\w+)`:\n\n```\w+\n([\s\S]*?)^```$/gm);
  return Object.fromEntries([...found].map((match) => [match[1] ?? '', match[2] ?? '']));
}

const documents = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .sort()
    .map((path) => `docs/${path}`),
];

const testPaths = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' });

for (const path of documents) {
  const text = readFileSync(join(root, path), 'utf8');
  const lines = documentedLines(text);

  test(`${path}: npm scripts that it names exist`, () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const named = [...text.matchAll(/(?:^|`)npm (?:run )?([a-z][\w:-]*)/gm)].map((match) => match[1] ?? '');
    const builtIn = ['ci', 'install', 'link', 'config', 'pack', 'publish', 'package', 'packages', 'install-scripts'];
    assert.deepEqual(
      named.filter((name) => !builtIn.includes(name) && scripts[name] === undefined),
      [],
    );
  });

  test(`${path}: parts of the tests that it names exist`, () => {
    const parts = [...text.matchAll(/run-tests\.mjs ([a-z][a-z -]*)/g)].flatMap((match) => (match[1] ?? '').split(' '));
    assert.deepEqual(
      parts.filter((part) => !testPaths.some((testPath) => testPath.includes(part))),
      [],
    );
  });

  if (lines.length === 0) continue;
  test(`${path}: its ${lines.length} commands do what it says`, async (t) => {
    const cwd = makeTree(t, {
      'src/main.c': 'int main(void) { return 0; }\n',
      'config/app.yaml': 'name: demo\n',
      'frontend/a.js': ';\n',
      'backend/b.go': 'package b\n',
      '.gitleaks.toml': GITLEAKS,
      ...documentedFiles(text),
    });
    makeRepository(cwd);
    // The place that examples name when they mean another repository.
    git(cwd, 'clone', '-q', '.', 'path/to/repo');
    const bin = folderOfVeil(t);
    mkdirSync(join(cwd, '.veil'), { recursive: true });
    for (const { line, status } of lines) {
      const outcome = await bash(line, cwd, bin);
      assert.equal(outcome.status, status, `${line}\n${outcome.output}`);
    }
  });
}

// Those of `veil exceptions` are in test/integration/registry-cli.test.ts.
test('every example of the help texts runs', async (t) => {
  const bin = folderOfVeil(t);
  const overview = (await veil(['--help'], { cwd: bin })).stdout;
  const commands = [...overview.matchAll(/^ {2}([a-z][a-z -]*?) {2,}\S/gm)].map(([, name = '']) => name);
  for (const command of commands.filter((name) => !name.startsWith('exceptions '))) {
    const cwd = makeTree(t, {
      'src/main.c': 'int main(void) { return 0; }\n',
      'build.log': 'built\n',
      'app.env': 'PORT=80\n',
      'app.log': 'started\n',
      Makefile: 'all:\n\techo made\n',
      'acme.toml': ACME,
      'rules/acme.toml': ACME,
      '.gitleaks.toml': GITLEAKS,
      '.config/fish/completions/other.fish': '',
      ...(command === 'init' ? {} : { 'veil.toml': '' }),
    });
    makeRepository(cwd);
    git(cwd, 'tag', 'v1.2.0');
    git(cwd, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
    commit(cwd);
    const examples = [
      ...(await veil([...command.split(' '), '--help'], { cwd })).stdout.matchAll(/^ {2}# .*\n {2}(.*)$/gm),
    ];
    assert.ok(examples.length > 0, command);
    for (const [, line = ''] of examples) {
      const outcome = await bash(line, cwd, bin, { HOME: cwd });
      assert.equal(outcome.status, 0, `${line}\n${outcome.output}`);
    }
  }
});

test('the guide shows a finding as a scan prints it', async (t) => {
  const [, shown] =
    /^```\n(config\/app\.env\n[\s\S]*?)^```$/m.exec(readFileSync(join(root, 'docs/guide.md'), 'utf8')) ?? [];
  const key = expandExample('AKIA{base32:16}', 'guide');
  const cwd = makeTree(t, { 'config/app.env': `# Of the app.\n\nAWS_ACCESS_KEY_ID=${key}\n` });
  const { stdout } = await veil(['scan'], { cwd });
  assert.equal(stdout.replace(/fx_[a-z2-7]+/, 'fx_…'), shown);
});

test('the README tells every command and every format', () => {
  const text = readFileSync(join(root, 'README.md'), 'utf8');
  const formats = readdirSync(join(root, 'src/report/formats')).map((name) => name.replace('.ts', ''));
  assert.deepEqual(
    formats.filter((name) => !text.includes(`\`${name}\``)),
    [],
  );
});

/** With one commit. */
function makeRepository(cwd: string): void {
  git(cwd, 'init', '-q', '-b', 'main');
  git(cwd, 'add', '.');
  commit(cwd);
}

function commit(cwd: string): void {
  git(cwd, '-c', 'user.name=t', '-c', 'user.email=t@example.org', 'commit', '-q', '--allow-empty', '-m', 'a commit');
}

function git(cwd: string, ...words: readonly string[]): void {
  const { status, stderr } = spawnSync('git', words, { cwd, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
}

/** For the PATH. */
function folderOfVeil(t: TestContext): string {
  const bin = makeTree(t);
  symlinkSync(veilPath, join(bin, 'veil'));
  chmodSync(veilPath, 0o755);
  return bin;
}

function bash(
  line: string,
  cwd: string,
  bin: string,
  env: Readonly<Record<string, string>> = {},
): Promise<{ status: number | null; output: string }> {
  return new Promise((done, fail) => {
    const child = spawn('bash', ['-c', line], {
      cwd,
      env: { ...process.env, ...env, PATH: `${bin}:${process.env.PATH}` },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: TIMEOUT_MS,
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    child.stderr.on('data', (chunk) => (output += String(chunk)));
    child.on('error', fail);
    child.on('close', (status) => done({ status, output }));
  });
}
