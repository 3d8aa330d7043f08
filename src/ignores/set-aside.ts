/** Findings that a comment, a .gitleaksignore or a baseline takes back. They are counted: nothing goes away unseen. */
import type { Finding } from '../model/finding.ts';

/** In the order in which they are asked; the summary counts by these words. */
const ignoreSources = ['inline', 'gitleaksignore', 'baseline'] as const;
export type IgnoreSource = (typeof ignoreSources)[number];

export type IgnoreTests = Readonly<Partial<Record<IgnoreSource, (finding: Finding) => boolean>>>;

export interface SetAside {
  /** In their order. */
  readonly kept: readonly Finding[];
  readonly ignored: readonly { readonly finding: Finding; readonly source: IgnoreSource }[];
  /** By source; sources without a finding are left out. */
  readonly counts: Readonly<Record<string, number>>;
}

export function setAside(findings: readonly Finding[], tests: IgnoreTests): SetAside {
  const kept: Finding[] = [];
  const ignored: SetAside['ignored'][number][] = [];
  for (const finding of findings) {
    const source = ignoreSources.find((name) => tests[name]?.(finding) === true);
    if (source === undefined) kept.push(finding);
    else ignored.push({ finding, source });
  }
  const counted = ignoreSources.map((name) => [name, ignored.filter(({ source }) => source === name).length] as const);
  return { kept, ignored, counts: Object.fromEntries(counted.filter(([, count]) => count > 0)) };
}
