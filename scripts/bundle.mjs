// Bundles dist/src/cli/main.js into dist/veil-bundle.cjs, which dist/veil.cjs starts: resolving some hundred modules would
// double the start-up time, and one script can have a code cache.
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const outfile = join(root, 'dist/veil-bundle.cjs');
const program = join(root, 'dist/veil.cjs');

/** What node has loaded by the time that it runs a script. All else is loaded when something of it is used. */
const LOADED_BUILTINS = /^(node:)?(buffer|events|fs|path|timers|url|vm)$/;

const lazyBuiltins = {
  name: 'lazy-builtins',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^[a-z:_/]+$/ }, ({ path, namespace }) => {
      if (!isBuiltin(path) || LOADED_BUILTINS.test(path)) return undefined;
      return namespace === 'lazy-builtin' ? { path, external: true } : { path, namespace: 'lazy-builtin' };
    });
    onLoad({ filter: /.*/, namespace: 'lazy-builtin' }, async ({ path }) => {
      // The bundle is a script, whose own "require" finds the same.
      if (path === 'node:module') return { contents: 'module.exports = { createRequire: () => require };' };
      const names = Object.keys(await import(path)).filter((name) => name !== 'default');
      const getters = names.map((name) => `get ${name}() { return require('${path}').${name} }`);
      return { contents: `module.exports = { ${getters.join(', ')} };` };
    });
  },
};

const { outputFiles } = await build({
  entryPoints: [join(root, 'dist/src/cli/main.js')],
  outfile,
  write: false,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  charset: 'ascii',
  plugins: [lazyBuiltins],
  // Less text to read at each start; names stay, so that a stack trace still tells something.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  logLevel: 'warning',
  define: { 'import.meta.url': 'bundleUrl' },
});
const body = `(function (require, module, bundleUrl) {${outputFiles[0].text}})`;
// The cache is of one bundle: scripts/veil.cjs compares this line with its label.
const digest = createHash('sha256').update(body).digest('hex');
rmSync(join(root, 'dist/veil-bundle.cache'), { force: true });
writeFileSync(outfile, `// ${digest}\n${body}\n`);
copyFileSync(join(root, 'scripts/veil.cjs'), program);
chmodSync(program, 0o755);
