/**
 * The literal engine chooses its stride from the shape of the whole set: a set of long literals alone can run four times
 * slower than the same set with three short ones that never match. This measures the one against the other.
 */
import type { NativeBinding, RuleSetArrays } from '../src/native/binding.ts';
import { plainOptions } from '../src/native/plain-options.ts';
import type { RuleCatalogue } from '../src/rules/catalogue.ts';
import { encodeRules, joinCatalogues } from '../src/rules/encode.ts';
import { loadRuleFile } from '../src/rules/load.ts';

const TEXT_BYTES = 4 * 1024 * 1024;
const RUNS = 5;
/** Less is the noise of a busy machine. */
const CLEARLY_FASTER = 1.6;

/** A sentence when the set is in the trap; undefined when it is not. `text` is what is searched, repeated. */
export async function strideTrapWarning(
  native: NativeBinding,
  catalogue: RuleCatalogue,
  text: Uint8Array,
): Promise<string | undefined> {
  const sample = Buffer.alloc(TEXT_BYTES, text);
  const widened = joinCatalogues(catalogue, encodeRules(neverMatching(native), native.layout), native.layout);
  const asItIs = await fastestMs(native, catalogue.arrays, sample, catalogue.rules.length);
  const withShort = await fastestMs(native, widened.arrays, sample, widened.rules.length);
  if (asItIs < withShort * CLEARLY_FASTER) return undefined;
  return `the literals run ${(asItIs / withShort).toFixed(1)} times faster with three short ones that never match: the stride trap (scripts/stride-trap.ts)`;
}

function neverMatching(native: NativeBinding) {
  const rule = (n: number) =>
    `[[rule]]\nid = "never-${n}"\ndescription = "d"\nseverity = "low"\npattern = "\\u0001\\u000${n}\\u0003\\u0004[0-9]{4}"\n`;
  return loadRuleFile('never.toml', `provider = "Never"\n${[5, 6, 7].map(rule).join('')}`, native.layout).rules;
}

async function fastestMs(
  native: NativeBinding,
  arrays: RuleSetArrays,
  sample: Uint8Array,
  rules: number,
): Promise<number> {
  const engine = native.compile(arrays, new Uint8Array(0), { compile_patterns_now: false });
  let fastest = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS; run++) {
    // CPU time: a busy machine does not falsify it.
    const before = process.cpuUsage();
    await scanOnce(native, engine, sample, rules);
    const { user, system } = process.cpuUsage(before);
    fastest = Math.min(fastest, (user + system) / 1000);
  }
  return fastest;
}

function scanOnce(
  native: NativeBinding,
  engine: ReturnType<NativeBinding['compile']>,
  sample: Uint8Array,
  rules: number,
): Promise<void> {
  return new Promise((resolve, reject) => {
    native.scan(
      engine,
      { kind: 'buffers', names: [Buffer.from('sample.txt')], data: [sample] },
      {
        // No rule is on: what is left is the prefilter.
        enabled: new Uint8Array(rules),
        ...plainOptions,
      },
      () => {},
      (error) => (error === null ? resolve() : reject(error)),
    );
  });
}
