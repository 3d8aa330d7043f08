/** The pre-commit hook: where it belongs, and a block in it that is veil's. */
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Problem } from '../errors/problem.ts';
import { readHooksPath } from '../sources/git/hooks-path.ts';
import { openRepository } from '../sources/git/repository.ts';
import type { VeilContext } from './veil-command.ts';

const BEGIN = '# >>> veil';
const END = '# <<< veil';

/** Fails closed: without veil there is no commit, and the message says what to do. */
const BLOCK = `${BEGIN}: scans what is staged (made by \`veil pre-commit init\`; delete this block to undo)
if command -v veil >/dev/null 2>&1; then veil git --staged
elif [ -x node_modules/.bin/veil ]; then node_modules/.bin/veil git --staged
else echo 'veil is not installed: npm install --global veil (or, once: git commit --no-verify)' >&2; exit 2
fi || exit $?
${END}
`;

export interface HookResult {
  /** Absolute. */
  readonly path: string;
  /** The whole hook. */
  readonly text: string;
  readonly change: 'created' | 'extended' | 'updated' | 'unchanged';
}

/** Writes the hook of the repository at `path` (not with `dryRun`). A Problem when the hook that is there is no shell script. */
export async function installHook(context: VeilContext, path: string, dryRun: boolean): Promise<HookResult> {
  const repository = await openRepository({ path, cwd: context.cwd, env: context.env });
  const root = repository.workTree;
  if (root === undefined) {
    throw new Problem({
      what: 'a bare repository has no commits to guard',
      where: repository.gitFolder,
      next: ['On a server: call `veil git --pre-push` or `veil git --since-commit` from its own hooks.'],
    });
  }
  const hook = join(
    usesHusky(root) ? join(root, '.husky') : resolve(root, await readHooksPath(repository)),
    'pre-commit',
  );
  const current = existsSync(hook) ? readFileSync(hook, 'utf8') : undefined;
  const text = withBlock(current, hook);
  const change = changeOf(current, text);
  if (!dryRun && change !== 'unchanged') write(hook, text);
  return { path: hook, text, change };
}

/** Husky points core.hooksPath at a folder that it makes anew; the hooks that people write stand in .husky itself. */
function usesHusky(root: string): boolean {
  return existsSync(join(root, '.husky')) && statSync(join(root, '.husky')).isDirectory();
}

function withBlock(current: string | undefined, path: string): string {
  if (current === undefined || current.trim() === '') return `#!/bin/sh\n${BLOCK}`;
  const begin = current.indexOf(BEGIN);
  const end = current.indexOf(END, begin);
  if (begin !== -1 && end !== -1)
    return current.slice(0, begin) + BLOCK + current.slice(current.indexOf('\n', end) + 1 || undefined);
  const [firstLine = ''] = current.split('\n', 1);
  if (firstLine.startsWith('#!') && !/^#!\s*\S*(?:sh|env\s+\w*sh)\b/.test(firstLine)) {
    throw new Problem({
      what: 'there is a pre-commit hook that is no shell script',
      where: path,
      why: `it begins with ${firstLine}`,
      next: ['Let it run `veil git --staged` and end with its exit status when that is not 0.'],
    });
  }
  // At the top: what is there may end with exit or exec.
  const at = firstLine.startsWith('#!') ? firstLine.length + 1 : 0;
  return `${current.slice(0, at)}${BLOCK}${current.slice(at)}`;
}

function changeOf(current: string | undefined, text: string): HookResult['change'] {
  if (current === undefined) return 'created';
  if (current === text) return 'unchanged';
  return current.includes(BEGIN) ? 'updated' : 'extended';
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const mode = existsSync(path) ? statSync(path).mode : 0o755;
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  writeFileSync(temporary, text, { flag: 'wx' });
  chmodSync(temporary, mode | 0o111);
  renameSync(temporary, path);
}
