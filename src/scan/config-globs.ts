/** The globs of a configuration, which are relative to the folder of its file, on paths that are relative to another one. */
import { relative, resolve } from 'node:path';
import { loadNative } from '../native/load.ts';

export interface ConfigGlobs {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Absolute. Absent: the globs are relative to whatever is scanned. */
  readonly folder?: string;
}

export const encodedGlobs = (globs: readonly string[] = []): Uint8Array[] => globs.map((glob) => Buffer.from(glob));

/**
 * Where a folder (absolute) lies below that of the configuration: 'sub/deeper/', or '' when it is that folder. Also '' for one
 * that lies elsewhere: there the globs are relative to what is scanned.
 */
export function configPathOf({ folder }: Pick<ConfigGlobs, 'folder'>, scannedFolder: string): string {
  return folder === undefined ? '' : (pathBelow(folder, `${scannedFolder}/`) ?? '');
}

/** Why the configuration leaves out a file that somebody calls by this path (absolute): the name of a skip reason. */
export function whyLeftOut(globs: ConfigGlobs | undefined, path: string): string | undefined {
  if (globs?.folder === undefined) return undefined;
  const below = pathBelow(globs.folder, path);
  return below === undefined ? undefined : judgePaths(globs, '', [Buffer.from(below).toString('latin1')])[0];
}

/** The same of files with these paths, a character a byte, below `configPath` as {@link configPathOf} answers it. */
export function judgePaths(
  { include, exclude }: ConfigGlobs,
  configPath: string,
  paths: readonly string[],
): (string | undefined)[] {
  const { judge_paths, layout } = loadNative();
  const flat = flatPaths(paths);
  const above = Buffer.from(configPath);
  const verdicts = judge_paths(encodedGlobs(include), encodedGlobs(exclude), above, flat.paths, flat.pathEnds);
  return Array.from(verdicts, (verdict) => (verdict === 0 ? undefined : layout.skip_reasons[verdict - 1]));
}

/** Written piece by piece: joined, the paths of a large history are longer than a string may be. */
export function flatPaths(paths: readonly string[]): { readonly paths: Uint8Array; readonly pathEnds: Uint32Array } {
  const bytes = Buffer.alloc(paths.reduce((sum, path) => sum + path.length, 0));
  const pathEnds = new Uint32Array(paths.length);
  let end = 0;
  for (const [index, path] of paths.entries()) {
    end += bytes.write(path, end, 'latin1');
    pathEnds[index] = end;
  }
  return { paths: bytes, pathEnds };
}

/** With the slash at its end, if it has one. */
function pathBelow(folder: string, path: string): string | undefined {
  const below = relative(folder, resolve(path));
  if (below === '..' || below.startsWith('../')) return undefined;
  return below !== '' && path.endsWith('/') ? `${below}/` : below;
}
