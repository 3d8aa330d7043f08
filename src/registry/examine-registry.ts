/** What `veil exceptions doctor` says of a registry. Reads only. */
import { readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { RegistryError } from '../errors/registry-error.ts';
import { registryErrorFrom } from '../errors/registry-error.ts';
import { isFindingId } from '../model/finding-id.ts';
import { inspectLock } from './lock-status.ts';
import { describeError, holderLines, showPath } from './messages.ts';
import { findFaults, parseRegistry } from './parse-registry.ts';
import { readRegularFile } from './read-file.ts';
import { statusOf } from './registry.ts';
import { filesOf, type RegistryFiles } from './registry-paths.ts';
import { isTempFileOf } from './replace-file.ts';

export interface RegistryCheck {
  /** FAIL: the registry cannot be used. */
  readonly level: 'ok' | 'note' | 'FAIL';
  readonly text: string;
}

export function examineRegistry(registryPath: string, now: Date): RegistryCheck[] {
  const files = filesOf(registryPath);
  return [...examineContent(files, now), ...examineLock(files), ...examineFolder(files)];
}

function examineContent(files: RegistryFiles, now: Date): RegistryCheck[] {
  const shown = showPath(files.registryPath);
  let bytes: Buffer;
  try {
    bytes = readRegularFile(files.dataPath);
  } catch (error) {
    const cause = registryErrorFrom(error, { path: files.dataPath, lockPath: files.lockPath });
    if (cause.kind === 'NotFound') return [{ level: 'ok', text: `no registry yet: ${shown}` }];
    return [{ level: 'FAIL', text: describeError(cause) }];
  }
  const parsed = parseRegistry(bytes, files.registryPath);
  if (!parsed.ok) return faultChecks(findFaults(bytes, files.registryPath));
  const entries = [...parsed.value.entries.values()];
  const notes: RegistryCheck[] = [
    ...entries
      .filter(({ entry }) => !isFindingId(entry.id))
      .map(({ entry, line }) => note(`${shown}:${line}: no finding can have the id ${showPath(entry.id)}`)),
    ...counted(entries.filter(({ entry }) => statusOf(entry, now) === 'expired').length, 'expired: renew or clean up'),
    ...counted(entries.filter(({ entry }) => entry.expiresAt === undefined).length, 'without an end'),
    ...counted(entries.filter(({ entry }) => entry.owner === undefined).length, 'without an owner'),
  ];
  return [{ level: 'ok', text: `${shown}: ${plural(entries.length)}` }, ...notes];
}

function faultChecks(faults: readonly RegistryError[]): RegistryCheck[] {
  return faults.map((fault) => ({ level: 'FAIL', text: describeError(fault) }));
}

function counted(count: number, what: string): RegistryCheck[] {
  return count === 0 ? [] : [note(`${plural(count)} ${what}`)];
}

function plural(count: number): string {
  return count === 1 ? '1 exception' : `${count} exceptions`;
}

function note(text: string): RegistryCheck {
  return { level: 'note', text };
}

function examineLock(files: RegistryFiles): RegistryCheck[] {
  const status = inspectLock(files.registryPath);
  if (!status.ok) return [{ level: 'FAIL', text: `lock: ${describeError(status.error)}` }];
  const { state, holders } = status.value;
  const shown = showPath(files.lockPath);
  if (state === 'free') return [{ level: 'ok', text: `lock is free: ${shown}` }];
  return [note(`lock is held (${state}): ${shown}`), ...holderLines(holders).map((line) => note(line.trim()))];
}

function examineFolder(files: RegistryFiles): RegistryCheck[] {
  const folder = dirname(files.dataPath);
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    // There is no folder yet, or it may only be passed through: the checks above said what follows from that.
    return [];
  }
  const left = names.filter((name) => isTempFileOf(basename(files.dataPath), name)).length;
  return left === 0 ? [] : [note(`${left} temporary files of killed writers: the next change removes them`)];
}
