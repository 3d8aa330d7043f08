/** The one place that finds and loads the `.node` file: a local build in `build/Release`, else a prebuild. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { NativeBinding } from './binding.ts';
import { packageRoot } from './package-root.ts';

const require = createRequire(import.meta.url);

/**
 * Loads the addon for this environment. Throws what `node-gyp-build` throws when there is neither a fitting
 * prebuild nor a local build.
 */
export function loadNative(): NativeBinding {
  const local = join(packageRoot(), 'build/Release/veil.node');
  // What node-gyp-build would choose, too, in the 3 ms that loading it takes; its settings are for it to read.
  const { PREBUILDS_ONLY, VEIL_PREBUILD } = process.env;
  if (!PREBUILDS_ONLY && !VEIL_PREBUILD && existsSync(local)) return require(local) as NativeBinding;
  const load = require('node-gyp-build') as (root: string) => NativeBinding;
  return load(packageRoot());
}
