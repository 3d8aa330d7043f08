/** Runs a rule's examples and counter-examples through the engine: what `veil rules check` and the tests do. */
import type { NativeBinding, NativeEngine } from '../native/binding.ts';
import { decodeBatch } from '../native/decode.ts';
import { plainOptions } from '../native/plain-options.ts';
import type { RuleCatalogue } from './catalogue.ts';
import { ExampleError, expandExample } from './example.ts';
import type { Rule, RuleProblem } from './rule.ts';

export const leastExamples = 2;

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
    const { file, line, keyLines } = rule.place;
    const problem = (key: string, message: string): RuleProblem => ({
      level: 'error',
      file,
      line: keyLines[key] ?? line,
      key,
      message,
    });
    const problems: RuleProblem[] = [];
    const lists = [
      { key: 'examples', templates: rule.examples, expected: true },
      { key: 'counter_examples', templates: rule.counterExamples, expected: false },
    ];
    for (const { key, templates, expected } of lists) {
      if (templates.length < leastExamples)
        problems.push({ ...problem(key, `fewer than ${leastExamples}`), level: 'warning' });
      try {
        const found = await this.#found(rule, templates);
        templates.forEach((template, i) => {
          if (found.has(i) !== expected)
            problems.push(problem(key, `${expected ? 'not found' : 'found'}: ${template}`));
        });
      } catch (error) {
        if (!(error instanceof ExampleError)) throw error;
        problems.push(problem(key, error.message));
      }
    }
    return problems;
  }

  /** The positions of the templates in which the rule finds something. A rule that reads paths gets them as paths. */
  async #found(rule: Rule, templates: readonly string[]): Promise<Set<number>> {
    const texts = templates.map((template, i) => expandExample(template, `${rule.id} ${i}`));
    const byPath = rule.reader === 'path';
    const names = texts.map((text, i) => Buffer.from(`${i}/${byPath ? text : rule.examplePath}`));
    const data = texts.map((text) => Buffer.from(byPath ? '' : text));
    const found = new Set<number>();
    await this.#scan(rule, names, data, (path) => found.add(Number.parseInt(path, 10)));
    return found;
  }

  #scan(rule: Rule, names: Uint8Array[], data: Uint8Array[], onFinding: (path: string) => void): Promise<void> {
    const enabled = Uint8Array.from(this.#catalogue.rules, ({ id }) => Number(id === rule.id));
    return new Promise((resolve, reject) => {
      this.#native.scan(
        this.#engine,
        { kind: 'buffers', names, data },
        { ...plainOptions, enabled },
        (batch) => {
          for (const row of decodeBatch(this.#native.layout, batch)) {
            if (row.kind === 'finding') onFinding(Buffer.from(row.finding.path).toString('utf8'));
          }
        },
        (error) => (error === null ? resolve() : reject(error)),
      );
    });
  }
}
