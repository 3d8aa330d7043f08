#!/usr/bin/env node
// The program `veil`: starts the bundled command line, from V8's code cache where that fits. Copied to dist/ by bundle.mjs.
// A plain script, since node's loader of modules alone takes a fifth of the time that node itself needs to start.
'use strict';
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

const bundle = join(__dirname, 'veil-bundle.cjs');

/** The first line of a cache: of which bundle it is, and for which node. V8 itself compares only lengths and versions. */
function labelOf(source) {
  return `${source.slice(0, source.indexOf('\n'))} ${process.version} ${process.platform} ${process.arch}\n`;
}

/** Undefined where there is none that fits: the start is slower then, and nothing else. */
function cachedCode(source) {
  let file;
  try {
    file = readFileSync(join(__dirname, 'veil-bundle.cache'));
  } catch {
    return undefined;
  }
  const label = labelOf(source);
  return file.toString('latin1', 0, label.length) === label ? file.subarray(label.length) : undefined;
}

/** The bundle, compiled: `run` runs it. The script and the cache's label are for code-cache.cjs. */
function load() {
  // The bundle is ASCII: as latin1 it is not decoded.
  const source = readFileSync(bundle, 'latin1');
  const cachedData = cachedCode(source);
  const script = new Script(source, { filename: bundle, ...(cachedData && { cachedData }) });
  const run = () => script.runInThisContext()(require, module, __dirname);
  return { script, label: labelOf(source), run };
}

if (require.main === module) {
  try {
    load().run();
  } catch (error) {
    // Node's own exit status would be 1, which says "findings".
    console.error(`error: veil could not start: ${error.message}\n  next:  veil's folder is damaged: install it again`);
    process.exitCode = 2;
  }
} else {
  module.exports = { load };
}
