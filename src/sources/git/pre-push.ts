/** The lines that git gives a pre-push hook on stdin: what is pushed, and what the other side has. */
import { Problem } from '../../errors/problem.ts';

export interface PushedRefs {
  /** Ids that will be published. */
  readonly tips: readonly string[];
  /** Ids that the other side has already. */
  readonly known: readonly string[];
  /** The remote's name: what its tracking branches reach was published before. Absent when it has only a URL. */
  readonly remote?: string;
}

const ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const NO_ID = /^0+$/;

const REMOTE_NAME = /^[\w.][\w.-]*$/;

/**
 * `<local ref> <local id> <remote ref> <remote id>` a line; an id of zeros is "none". `remote` is the
 * hook's first argument. Throws a Problem for other text.
 */
export function parsePrePush(text: string, remote: string | undefined): PushedRefs {
  const tips: string[] = [];
  const known: string[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const [, localId, , remoteId, ...rest] = line.split(' ');
    if (localId === undefined || remoteId === undefined || rest.length > 0 || !ID.test(localId) || !ID.test(remoteId)) {
      throw new Problem({
        what: 'stdin is not what git gives a pre-push hook',
        where: '--pre-push',
        why: 'a line must be: <local ref> <local id> <remote ref> <remote id>',
        next: ['Call `veil git --pre-push` from .git/hooks/pre-push, or use --since-commit.'],
      });
    }
    if (!NO_ID.test(localId)) tips.push(localId);
    if (!NO_ID.test(remoteId)) known.push(remoteId);
  }
  return { tips, known, ...(remote !== undefined && REMOTE_NAME.test(remote) ? { remote } : {}) };
}
