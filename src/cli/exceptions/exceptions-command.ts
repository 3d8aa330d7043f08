/** What all `veil exceptions` commands share: which registry, how long to wait for its lock, errors on one screen. */

import { Problem } from '../../errors/problem.ts';
import type { RegistryError, RegistryResult } from '../../errors/registry-error.ts';
import {
  describeError,
  type ExceptionEntry,
  holderLines,
  LOCK_RETRY_CAP_MS,
  locateRegistry,
  nextSteps,
  parseExpiry,
  Registry,
  retryWhileBusy,
  shellCommand,
  type Timestamp,
} from '../../registry/index.ts';
import { Option } from '../command-definition.ts';
import { wholeNumber } from '../values.ts';
import { VeilCommand } from '../veil-command.ts';

export const EXPIRES_FORMS = '30d, 12h, 2w, 1y, 2027-01-31 (the end of that day, UTC) or never';

export abstract class ExceptionsCommand extends VeilCommand {
  systemRegistry = Option.String('--system-registry', {
    description: '[PATH] Registry to use (default .veil/exception_registry.toml)',
  });
  lockRetry = Option.String('--lock-retry', {
    description: '[MS] Wait at most that many milliseconds for a locked registry (default 0)',
  });

  protected registryPath(): string {
    return locateRegistry({ startFolder: this.context.cwd, systemRegistry: this.systemRegistry }).registryPath;
  }

  /** The registry; `Problem` when it cannot be read. One that is not there is empty, except where it was named. */
  protected async load(): Promise<Registry> {
    const path = this.registryPath();
    const loaded = await retryWhileBusy(this.#retryMs(), () => Registry.load(path));
    if (loaded.ok) return loaded.value;
    if (loaded.error.kind === 'NotFound' && this.systemRegistry === undefined) return Registry.empty(path);
    throw this.problem(loaded.error);
  }

  /** Changes the registry under its lock, or with `dryRun` a copy in memory. `change` may throw a `Problem`: nothing is written then. */
  protected async change<T>(dryRun: boolean, change: (registry: Registry) => T): Promise<T> {
    const path = this.registryPath();
    if (dryRun) return change(await this.#loadOrEmpty(path));
    const updated = await retryWhileBusy(this.#retryMs(), () => Registry.update(path, change));
    return this.unwrap(updated).value;
  }

  protected unwrap<T>(result: RegistryResult<T>): T {
    if (result.ok) return result.value;
    throw this.problem(result.error);
  }

  protected problem(error: RegistryError): Problem {
    const path = this.registryPath();
    if (error.kind !== 'LockBusy') {
      return new Problem({ what: describeError(error), where: path, next: nextSteps(error, '') });
    }
    return new Problem({
      what: describeError(error),
      where: path,
      why: holderLines(error.holders)
        .map((line) => line.trim())
        .join('\n'),
      next: [...nextSteps(error, error.lockPath), '# Run again', shellCommand(['veil', ...this.context.argv])],
    });
  }

  /** The entry; `Problem` when there is none. */
  protected entryOf(registry: Registry, id: string): ExceptionEntry {
    const entry = registry.get(id);
    if (entry !== undefined) return entry;
    throw new Problem({
      what: `the registry has no exception ${id}`,
      where: registry.path,
      next: [shellCommand(['veil', 'exceptions', 'list', ...this.registryOption()])],
    });
  }

  /** To repeat in hints. */
  protected registryOption(): string[] {
    return this.systemRegistry === undefined ? [] : ['--system-registry', this.systemRegistry];
  }

  async #loadOrEmpty(path: string): Promise<Registry> {
    const loaded = await retryWhileBusy(this.#retryMs(), () => Registry.load(path));
    if (!loaded.ok && loaded.error.kind === 'NotFound') return Registry.empty(path);
    return this.unwrap(loaded);
  }

  #retryMs(): number {
    return wholeNumber('--lock-retry', this.lockRetry ?? '0', 0, LOCK_RETRY_CAP_MS);
  }
}

/** The value of `--expires`: a time, or undefined for `never`. */
export function expiryOf(text: string, now: Date): Timestamp | undefined {
  if (text === 'never') return undefined;
  const expiry = parseExpiry(text, now);
  if (expiry !== undefined) return expiry;
  throw new Problem({ what: `"${text}" is no value for --expires`, next: [`It takes ${EXPIRES_FORMS}.`] });
}
