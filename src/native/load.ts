/** The one place that finds and loads the `.node` file: a local build in `build/Release`, else a prebuild. */
import { createRequire } from 'node:module';
import type { NativeBinding } from './binding.ts';
import { packageRoot } from './package-root.ts';

const require = createRequire(import.meta.url);

/**
 * Loads the addon for this environment. Throws what `node-gyp-build` throws when there is neither a fitting
 * prebuild nor a local build.
 */
export function loadNative(): NativeBinding {
  const load = require('node-gyp-build') as (root: string) => NativeBinding;
  return load(packageRoot());
}
