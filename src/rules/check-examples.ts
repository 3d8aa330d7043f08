/** Runs a rule's examples and counter-examples through the engine: what `veil rules check` and the tests do. */
import type { NativeBinding, NativeEngine } from '../native/binding.ts';
import { decodeBatch, type NativeFinding } from '../native/decode.ts';
import { plainOptions } from '../native/plain-options.ts';
import type { RuleCatalogue } from './catalogue.ts';
import { encodeRules } from './encode.ts';
import { ExampleError, expandExample, miswrittenItems } from './example.ts';
import { explainMiss } from './explain-miss.ts';
import { problemOf, type Rule, type RuleProblem } from './rule.ts';

const leastExamples = 2;

/** Compiles a catalogue once and checks any number of its rules, each as if it were the only one switched on. */
export class ExampleChecker {
  readonly #native: NativeBinding;
  readonly #engine: NativeEngine;
  readonly #catalogue: RuleCatalogue;

  /** @throws what `compile` throws */
  constructor(native: NativeBinding, catalogue: RuleCatalogue) {
    this.#native = native;
    this.#catalogue = catalogue;
    this.#engine = native.compile(catalogue.arrays, catalogue.database, { compile_patterns_now: false });
  }

  /** What is wrong with the rule's examples; messages hold the templates, never the expanded text. */
  async check(rule: Rule): Promise<RuleProblem[]> {
    const problems: RuleProblem[] = [];
    const lists = [
      { key: 'examples', templates: rule.examples, expected: true },
      { key: 'counter_examples', templates: rule.counterExamples, expected: false },
    ];
    for (const { key, templates, expected } of lists) {
      if (templates.length < leastExamples)
        problems.push(problemOf(rule, 'warning', key, `fewer than ${leastExamples}`));
      for (const { text, meant } of templates.flatMap(miswrittenItems))
        problems.push(problemOf(rule, 'warning', key, `${text} stands for itself; is ${meant} meant?`));
      try {
        const enabled = Uint8Array.from(this.#catalogue.rules, ({ id }) => Number(id === rule.id));
        const found = positions(await this.#scan(this.#engine, enabled, rule, templates));
        for (const [i, template] of templates.entries()) {
          if (found.has(i) === expected) continue;
          const message = expected ? `not found: ${template}: ${await this.#whyNot(rule, i)}` : `found: ${template}`;
          problems.push(problemOf(rule, 'error', key, message));
        }
      } catch (error) {
        if (!(error instanceof ExampleError)) throw error;
        problems.push(problemOf(rule, 'error', key, error.message));
      }
    }
    return problems;
  }

  /** Examples in which a scan with all rules that are on reports another rule in this one's place. `rule` itself is on. */
  async checkRivals(rule: Rule): Promise<RuleProblem[]> {
    const enabled = Uint8Array.from(this.#catalogue.rules, ({ id }, i) =>
      Number(id === rule.id || this.#catalogue.onByDefault[i] === 1),
    );
    const findings = await this.#scan(this.#engine, enabled, rule, rule.examples);
    const idOf = ({ finding }: Found): string | undefined => this.#catalogue.rules[finding.rule]?.id;
    const own = positions(findings.filter((each) => idOf(each) === rule.id));
    return rule.examples.flatMap((template, i) => {
      const rival = findings.find(({ position }) => position === i);
      if (own.has(i) || rival === undefined) return [];
      const message = `in a scan the rule ${idOf(rival)} is reported in its place: ${template}`;
      return [problemOf(rule, 'warning', 'examples', message)];
    });
  }

  #whyNot(rule: Rule, position: number): Promise<string> {
    const template = rule.examples[position] ?? '';
    const { layout } = this.#native;
    return explainMiss(
      rule,
      textOf(rule, template, position),
      layout.limits.max_after_bytes ?? rule.afterBytes,
      async (variant) => {
        const { arrays, database } = encodeRules([variant], layout);
        const engine = this.#native.compile(arrays, database, { compile_patterns_now: false });
        const findings = await this.#scan(engine, Uint8Array.of(1), variant, rule.examples);
        return findings.find((found) => found.position === position)?.finding;
      },
    );
  }

  /** A rule that reads paths gets the examples as paths. */
  #scan(engine: NativeEngine, enabled: Uint8Array, rule: Rule, templates: readonly string[]): Promise<Found[]> {
    const texts = templates.map((template, i) => textOf(rule, template, i));
    const byPath = rule.reader === 'path';
    const names = texts.map((text, i) => Buffer.from(`${i}/${byPath ? text : rule.examplePath}`));
    const data = texts.map((text) => Buffer.from(byPath ? '' : text));
    const found: Found[] = [];
    return new Promise((resolve, reject) => {
      this.#native.scan(
        engine,
        { kind: 'buffers', names, data },
        { ...plainOptions, enabled },
        (batch) => {
          for (const row of decodeBatch(this.#native.layout, batch)) {
            if (row.kind !== 'finding') continue;
            const position = Number.parseInt(Buffer.from(row.finding.path).toString('utf8'), 10);
            found.push({ position, finding: row.finding });
          }
        },
        (error) => (error === null ? resolve(found) : reject(error)),
      );
    });
  }
}

interface Found {
  /** Of the template that it was found in. */
  readonly position: number;
  readonly finding: NativeFinding;
}

function positions(found: readonly Found[]): Set<number> {
  return new Set(found.map(({ position }) => position));
}

/** @throws ExampleError */
function textOf(rule: Rule, template: string, position: number): string {
  return expandExample(template, `${rule.id} ${position}`);
}
