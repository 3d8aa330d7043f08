import { runGit } from './process.ts';
import { type GitRepository, gitProblem } from './repository.ts';

/** Where the repository's hooks are, `core.hooksPath` included; may be relative to the work tree. */
export async function readHooksPath(repository: GitRepository): Promise<string> {
  try {
    // The one question where what the configuration says of hooks is wanted, and no hook is run.
    const context = { ...repository.context, keepHooksPath: true };
    return (await runGit(context, 'rev-parse', ['--git-path', 'hooks'])).toString('utf8').replace(/\n$/, '');
  } catch (error) {
    throw gitProblem(error, repository.context.folder);
  }
}
