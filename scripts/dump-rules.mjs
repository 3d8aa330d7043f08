// Writes the built-in rule set as veil_engine_bench reads it: `node scripts/dump-rules.mjs FILE`. Needs a build.
import { readFileSync, writeFileSync } from 'node:fs';
import { readPrebuilt } from '../dist/src/rules/prebuilt.js';

const { catalogue } = readPrebuilt(readFileSync('dist/ruleset/rules.bin'));
const { rows, strings, bytes } = catalogue.arrays;
const parts = [rows, strings, bytes].flatMap((view) => {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(view.byteLength);
  return [size, Buffer.from(view.buffer, view.byteOffset, view.byteLength)];
});
writeFileSync(process.argv[2], Buffer.concat(parts));
