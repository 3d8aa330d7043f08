/**
 * Files that exist to hold credentials: in each, all that is planted is found, under the name that the file has in the
 * world, and nothing else. One table for each group, in holders/.
 */
import assert from 'node:assert/strict';
import { basename, join } from 'node:path';
import { describe, test } from 'node:test';
import { decodeBatch } from '../../../src/native/decode.ts';
import { loadNative } from '../../../src/native/load.ts';
import { packageRoot } from '../../../src/native/package-root.ts';
import { plainOptions } from '../../../src/native/plain-options.ts';
import { encodeRules } from '../../../src/rules/encode.ts';
import { expandExample } from '../../../src/rules/example.ts';
import { loadRuleFile } from '../../../src/rules/load.ts';
import { readRuleFiles } from '../../../src/rules/rule-files.ts';
import { accountFiles } from './holders/accounts.ts';
import { applicationFiles } from './holders/applications.ts';
import { clientFiles } from './holders/clients.ts';
import { deploymentFiles } from './holders/deployment.ts';
import type { Holder } from './holders/holder.ts';
import { keyFiles } from './holders/keys.ts';
import { serviceFiles } from './holders/services.ts';

const native = loadNative();
const rules = readRuleFiles(join(packageRoot(), 'rules')).flatMap(
  (file) => loadRuleFile(basename(file.name), file.text, native.layout).rules,
);
const engine = native.compile(encodeRules(rules, native.layout).arrays, new Uint8Array(0), {
  compile_patterns_now: false,
});
const groups = {
  'accounts of tools': accountFiles,
  deployment: deploymentFiles,
  applications: applicationFiles,
  clients: clientFiles,
  services: serviceFiles,
  'private keys': keyFiles,
};

for (const [group, holders] of Object.entries(groups)) {
  describe(group, () => {
    for (const holder of holders) {
      test(holder.path, async () => {
        const { text, planted } = plantedIn(holder);
        const all = await findingsIn(holder.path, text);
        assert.equal(
          all.some((finding) => finding.begin === finding.end),
          holder.byName ?? false,
          'found by its name',
        );
        const found = all.filter((finding) => finding.begin < finding.end);
        const missed = planted.filter((place) => !found.some((finding) => covers(finding, place, text)));
        const surplus = found.filter((finding) => !planted.some((place) => covers(finding, place, text)));
        // Lines and rules, not the values.
        assert.deepEqual(
          { missed: missed.map(({ begin }) => lineOf(text, begin)), surplus: surplus.map(({ rule }) => rule) },
          { missed: [], surplus: [] },
        );
      });
    }
  });
}

interface Place {
  readonly begin: number;
  readonly end: number;
}

/** The expanded text without its marks, and where what stood between them is, in bytes. */
function plantedIn(holder: Holder): { text: string; planted: Place[] } {
  const planted: Place[] = [];
  let text = '';
  for (const [i, part] of expandExample(holder.text, holder.path).split(/[«»]/).entries()) {
    if (i % 2 === 1) planted.push({ begin: Buffer.byteLength(text), end: Buffer.byteLength(text + part) });
    text += part;
  }
  return { text, planted };
}

interface Found extends Place {
  readonly rule: string;
  /** The other half of a credential of two parts. */
  readonly pair: string;
}

/** Most of what was planted is in the finding: a rule may leave a scheme or a fixed beginning out. */
function covers(finding: Found, place: Place, text: string): boolean {
  if (finding.pair === Buffer.from(text).subarray(place.begin, place.end).toString()) return true;
  const common = Math.min(finding.end, place.end) - Math.max(finding.begin, place.begin);
  return common >= 0.7 * (place.end - place.begin) || (common > 0 && common >= 0.7 * (finding.end - finding.begin));
}

function lineOf(text: string, at: number): string {
  return `line ${text.slice(0, at).split('\n').length}`;
}

async function findingsIn(path: string, text: string): Promise<Found[]> {
  const found: Found[] = [];
  await new Promise<void>((resolve, reject) => {
    native.scan(
      engine,
      { kind: 'buffers', names: [Buffer.from(path)], data: [Buffer.from(text)] },
      { ...plainOptions, enabled: Uint8Array.from(rules, ({ offByDefault }) => Number(!offByDefault)) },
      (batch) => {
        for (const row of decodeBatch(native.layout, batch)) {
          if (row.kind !== 'finding') continue;
          const { offset, length, rule, pair } = row.finding;
          found.push({
            begin: offset,
            end: offset + length,
            rule: rules[rule]?.id ?? '',
            pair: Buffer.from(pair).toString(),
          });
        }
      },
      (error) => (error === null ? resolve() : reject(error)),
    );
  });
  return found;
}
