import { lstatSync } from 'node:fs';
import { resolve } from 'node:path';
import { Problem } from '../../errors/problem.ts';
import { Command, Option } from '../command-definition.ts';
import { FileScanningCommand } from '../scanning-command.ts';

export class ScanCommand extends FileScanningCommand {
  static override paths = [['scan'], ['dir']];
  static override operands = ['[PATH…]'];
  static override usage = Command.Usage({
    description: 'Find secrets in files and folders',
    details: `
      Scans the current folder when no path is given. In a git work tree, files that git ignores are left out (and
      counted). The report goes to stdout, everything else to stderr.

      Exit status: 0 no findings, 1 findings, 2 error or incomplete scan, 3 (with --strict-exceptions) an exception
      has expired and nothing else is wrong.
    `,
    examples: [
      ['Scan the current folder', 'veil scan'],
      ['Write a report for machines', 'veil scan src --format json --report-path veil.json'],
      ['Scan everything, ignored files, too', 'veil scan . --no-gitignore --exclude "*.log"'],
      ['Scan what the next commit would hold', 'veil scan --staged'],
      ['Fail a build on grave findings only', 'veil scan . --fail-on-severity high'],
    ],
  });

  targets = Option.Rest({ name: 'PATH' });

  staged = Option.Boolean('--staged', false, {
    description: 'Scan what the next git commit would hold: veil git --staged',
  });
  commit = Option.String('--commit', { description: '[SHA] Scan what one git commit brought' });
  since = Option.String('--since', { description: '[WHEN] Scan git commits since a date or "2 weeks ago"' });
  pr = Option.String('--pr', { description: '[BASE] Scan what HEAD has and BASE has not' });

  cache = Option.String('--cache', {
    description: '[DIR] Remember there which files are clean: the next scan reads only what changed',
  });

  async execute(): Promise<number> {
    const { cwd } = this.context;
    const paths = this.targets.length === 0 ? ['.'] : this.targets;
    if (this.staged || this.commit !== undefined || this.since !== undefined || this.pr !== undefined) {
      return this.#scanGit(paths);
    }
    const scannedPaths = paths.map((path) => resolve(cwd, path));
    const request = await this.request(scannedPaths);
    for (const path of paths) checkExists(resolve(cwd, path), path);
    const [{ runScan }, { scanParts }] = await Promise.all([import('../run-scan.ts'), import('../scan-parts.ts')]);
    return runScan(
      {
        ...request,
        scannedPaths,
        settings: this.withFileOptions(request.settings),
      },
      this.cache === undefined
        ? { kind: 'paths', paths }
        : (await import('../file-cache.ts')).scanWithFileCache(this.context, this.cache, paths, scanParts.scan),
      scanParts,
    );
  }

  async #scanGit(paths: readonly string[]): Promise<number> {
    const [path = '.', ...others] = paths;
    const { staged, commit, since, pr } = this;
    if (
      others.length > 0 ||
      [staged, commit, since, pr].filter((given) => given !== undefined && given !== false).length > 1
    ) {
      throw new Problem({
        what: '--staged, --commit, --since and --pr each scan one repository, and exclude each other',
        next: ['Use one of them, with at most one path; veil git has more options.'],
      });
    }
    const { runGit } = await import('../git-work.ts');
    const request = await this.requestForGit(path);
    const settings = { ...request.settings, include: this.include ?? [], exclude: this.exclude ?? [] };
    return runGit(
      { ...request, settings },
      {
        path,
        staged,
        ...(this.cache === undefined ? {} : { cache: this.cache }),
        history: {
          ...(commit === undefined ? {} : { commit }),
          ...(since === undefined ? {} : { since }),
          ...(pr === undefined ? {} : { pr }),
        },
      },
    );
  }
}

function checkExists(path: string, typed: string): void {
  try {
    lstatSync(path);
  } catch (error) {
    throw new Problem({
      what: `there is nothing to scan at "${typed}"`,
      where: path,
      why: error instanceof Error ? error.message : String(error),
      next: ['Check the path; options go anywhere, paths that begin with - after --.'],
    });
  }
}
