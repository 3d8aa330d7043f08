/** Opens the registry for a scan: once, before it, with the shared lock held only while the file is read. */
import { dirname } from 'node:path';
import type { ExceptionEntry } from './entry.ts';
import { retryWhileBusy } from './lock-retry.ts';
import { Registry, statusOf } from './registry.ts';
import { filesOf, locateRegistry } from './registry-paths.ts';
import type {
  Exceptions,
  FindingException,
  ListedException,
  LoadedExceptions,
  OpenExceptionsOptions,
  RegistryPlace,
} from './scan-exceptions.ts';
import { toUtc } from './timestamps.ts';

/** What the scan needs to know; never throws for a reason of the world. */
export async function openExceptions(options: OpenExceptionsOptions): Promise<Exceptions> {
  if (options.disabled) return { kind: 'disabled' };
  const { registryPath, named } = locateRegistry(options);
  const loaded = await retryWhileBusy(options.lockRetryMs, () => Registry.load(registryPath));
  const option = registryOption(registryPath, options);
  const place: RegistryPlace = {
    registryPath,
    lockPath: filesOf(registryPath).lockPath,
    named,
    ...(option === undefined ? {} : { option }),
  };
  if (loaded.ok)
    return loadedExceptions(loaded.value, { ...place, coversRegistry: coversRegistry(place, options) }, options.now);
  if (loaded.error.kind === 'NotFound') return { kind: 'none', ...place };
  return { kind: 'unavailable', ...place, error: loaded.error };
}

function loadedExceptions(
  registry: Registry,
  place: RegistryPlace & Pick<LoadedExceptions, 'coversRegistry'>,
  now: Date,
): LoadedExceptions {
  return {
    kind: 'registry',
    ...place,
    entryCount: registry.size,
    notices: registry.wasLocked
      ? []
      : [`the registry was read without a lock: ${place.lockPath} does not exist and cannot be made`],
    statusOf: (id) => {
      const entry = registry.get(id);
      return entry === undefined ? undefined : findingException(entry, now);
    },
    expired: () => listed(registry, (entry) => statusOf(entry, now) === 'expired'),
    unused: (seenIds) => listed(registry, (entry) => !seenIds.has(entry.id)),
  };
}

/** A scan of a work tree elsewhere uses that tree's registry; a command in the current folder would not find it. */
function registryOption(
  registryPath: string,
  { startFolder, systemRegistry }: OpenExceptionsOptions,
): string | undefined {
  if (systemRegistry !== undefined) return systemRegistry;
  return locateRegistry({ startFolder }).registryPath === registryPath ? undefined : registryPath;
}

function coversRegistry({ registryPath, named }: RegistryPlace, { scannedPaths }: OpenExceptionsOptions): boolean {
  const root = dirname(dirname(registryPath));
  return named || scannedPaths.some((path) => path === root || root.startsWith(path.endsWith('/') ? path : `${path}/`));
}

function findingException(entry: ExceptionEntry, now: Date): FindingException {
  const { id, reason, owner, ticket } = entry;
  return {
    status: statusOf(entry, now),
    id,
    reason,
    ...(entry.expiresAt === undefined ? {} : { expiresAt: toUtc(entry.expiresAt) }),
    ...(owner === undefined ? {} : { owner }),
    ...(ticket === undefined ? {} : { ticket }),
  };
}

function listed(registry: Registry, isWanted: (entry: ExceptionEntry) => boolean): ListedException[] {
  return registry.entries(isWanted).map(({ id, reason, expiresAt }) => ({
    id,
    reason,
    ...(expiresAt === undefined ? {} : { expiresAt: toUtc(expiresAt) }),
  }));
}
