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
      return { contents: await gettersOf(path, path) };
    });
  },
};

/** A third of the text, for what only changes the registry: in a file of its own. */
const EDITOR = '@decimalturn/toml-patch';
const EDITOR_FILE = 'veil-toml-patch.cjs';

const lazyEditor = {
  name: 'lazy-editor',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`^${EDITOR}$`) }, ({ path }) => ({ path, namespace: 'lazy-editor' }));
    onLoad({ filter: /.*/, namespace: 'lazy-editor' }, async () => ({
      contents: await gettersOf(EDITOR, `./${EDITOR_FILE}`),
    }));
  },
};

async function gettersOf(path, file) {
  const names = Object.keys(await import(path)).filter((name) => name !== 'default');
  const getters = names.map((name) => `get ${name}() { return require('${file}').${name} }`);
  return `module.exports = { ${getters.join(', ')} };`;
}

const common = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  charset: 'ascii',
  // Less text to read at each start; names stay, so that a stack trace still tells something.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  logLevel: 'warning',
};

await build({
  ...common,
  entryPoints: [fileURLToPath(import.meta.resolve(EDITOR))],
  outfile: join(root, 'dist', EDITOR_FILE),
});
const { outputFiles } = await build({
  ...common,
  entryPoints: [join(root, 'dist/src/cli/main.js')],
  outfile,
  write: false,
  external: [`./${EDITOR_FILE}`],
  plugins: [lazyBuiltins, lazyEditor],
  // For the package's root and for createRequire, which is the launcher's here.
  define: { 'import.meta.dirname': 'bundleFolder', 'import.meta.url': '""' },
});
const body = `(function (require, module, bundleFolder) {${outputFiles[0].text}})`;
// The cache is of one bundle: scripts/veil.cjs compares this line with its label.
const digest = createHash('sha256').update(body).digest('hex');
rmSync(join(root, 'dist/veil-bundle.cache'), { force: true });
writeFileSync(outfile, `// ${digest}\n${body}\n`);
copyFileSync(join(root, 'scripts/veil.cjs'), program);
chmodSync(program, 0o755);
