/**
 * The configuration of a scan, from its layers: built-in values, an organisation's file (VEIL_ORG_CONFIG), a repository's
 * (veil.toml, the nearest at or above what is scanned, or the one that was named). The command line comes after all of them.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { Problem } from '../errors/problem.ts';
import { type Config, type ConfigKey, configKeyNames, configKeys } from './keys.ts';
import { type ParsedConfig, parseConfig } from './parse-config.ts';

const CONFIG_FILE_NAME = 'veil.toml';

export interface ConfigPlaces {
  /** The current folder. Absolute. */
  readonly startFolder: string;
  /** What is scanned, absolute. None: what has no place, or the current folder itself. */
  readonly scannedPaths?: readonly string[];
  /** `--config`, as typed. */
  readonly named?: string;
  /** The value of VEIL_ORG_CONFIG. */
  readonly organisation?: string;
}

export interface LoadedConfig {
  readonly values: Config;
  /** Which file set a key; absent = built in. */
  readonly origins: Readonly<Partial<Record<ConfigKey, string>>>;
  /** Which file, line and key an item of a list was set by: `veil.toml:2: rules.enable`; undefined for any other item. */
  readonly itemPlace: ItemPlace;
  /** What scan.include and scan.exclude are relative to. Absent where an organisation's file sets them: to what is scanned. */
  readonly globFolder?: string;
  /** For stderr: what the repository's file switches off, what the organisation did not let it, which file is not used. */
  readonly notices: readonly string[];
}

export type ItemPlace = (list: 'rules.enable' | 'rules.disable', item: string) => string | undefined;

/** Throws a `Problem` for a file that cannot be read or has anything unknown in it. */
export function loadConfig(places: ConfigPlaces): LoadedConfig {
  const { startFolder, scannedPaths = [], named, organisation } = places;
  const floor = organisation ? readLayer(resolve(startFolder, organisation)) : undefined;
  const repositoryPath =
    named === undefined ? findUpward(commonFolder(scannedPaths) ?? startFolder) : resolve(startFolder, named);
  const repository = repositoryPath === undefined ? undefined : readLayer(repositoryPath);

  const values: Record<string, unknown> = {};
  const origins: Partial<Record<ConfigKey, string>> = {};
  const notices = repository === undefined ? [] : switchedOff(repository);
  const nearest = named === undefined ? findUpward(startFolder) : undefined;
  if (nearest !== undefined && nearest !== repositoryPath) notices.push(notUsed(nearest));
  for (const key of configKeyNames) {
    const { value, origin, refused } = resolveKey(key, floor, repository);
    values[key] = value;
    if (origin !== undefined) origins[key] = origin;
    if (refused) notices.push(`${repository?.path}: ${key} is looser than the organisation's configuration: ignored`);
  }
  const globFolder = floor === undefined && repositoryPath !== undefined ? dirname(repositoryPath) : undefined;
  const itemPlace: ItemPlace = (list, item) => {
    if (!(values[list] as string[]).includes(item)) return undefined;
    const layer = [floor, repository].find((each) => each?.values[list]?.includes(item));
    return layer && `${layer.path}:${layer.lines[list]}: ${list}`;
  };
  return {
    values: values as unknown as Config,
    origins,
    itemPlace,
    notices,
    ...(globFolder === undefined ? {} : { globFolder }),
  };
}

interface Layer extends ParsedConfig {
  readonly path: string;
}

function resolveKey<K extends ConfigKey>(
  key: K,
  floor: Layer | undefined,
  repository: Layer | undefined,
): { value: Config[K]; origin?: string; refused?: boolean } {
  const { initial, tighten } = configKeys[key];
  const wanted = repository?.values[key] as Config[K] | undefined;
  const least = floor?.values[key] as Config[K] | undefined;
  if (floor === undefined) {
    if (repository === undefined || wanted === undefined) return { value: initial };
    return { value: wanted, origin: repository.path };
  }
  // With an organisation's file, what it does not say counts as its word, too: a repository cannot loosen the built-in values.
  const kept = { value: least ?? initial, ...(least === undefined ? {} : { origin: floor.path }) };
  if (repository === undefined || wanted === undefined) return kept;
  const value = tighten === undefined ? kept.value : tighten(kept.value, wanted);
  if (JSON.stringify(value) === JSON.stringify(kept.value))
    return { ...kept, refused: JSON.stringify(wanted) !== JSON.stringify(value) };
  return { value, origin: repository.path };
}

/** A repository's file may come with a pull request: people shall see what it takes away. */
function switchedOff({ path, values }: Layer): string[] {
  const lists: readonly ConfigKey[] = ['rules.disable', 'scan.exclude', 'scan.include'];
  return lists.flatMap((key) => {
    const items = values[key] as readonly string[] | undefined;
    return items === undefined || items.length === 0 ? [] : [`${path}: ${key} = ${items.join(', ')}`];
  });
}

function readLayer(path: string): Layer {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new Problem({
      what: 'the configuration cannot be read',
      where: path,
      why: error instanceof Error ? error.message : String(error),
      next: ['Check the path after --config, or in VEIL_ORG_CONFIG.'],
    });
  }
  return { path, ...parseConfig(path, text) };
}

/** The nearest path that each of `paths` is or lies below; a file stands for itself, as nothing is called `file/veil.toml`. */
function commonFolder([first, ...others]: readonly string[]): string | undefined {
  if (first === undefined) return undefined;
  return others.reduce((common, path) => {
    let folder = common;
    while (!isAtOrBelow(path, folder)) folder = dirname(folder);
    return folder;
  }, first);
}

function isAtOrBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith('../');
}

/** Who works in a folder with a veil.toml may take it for granted that it holds. */
function notUsed(path: string): string {
  return `${path} is not used: what holds is the nearest ${CONFIG_FILE_NAME} at or above what is scanned, or --config`;
}

function findUpward(folder: string): string | undefined {
  for (let current = folder; ; current = dirname(current)) {
    const path = join(current, CONFIG_FILE_NAME);
    if (existsSync(path)) return path;
    if (dirname(current) === current) return undefined;
  }
}
