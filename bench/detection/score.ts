import type { ToolFinding } from '../peers/peer.ts';
import type { LabelledCase } from './cases.ts';

export interface CaseOutcome {
  labelled: LabelledCase;
  /** Secrets of the case that a finding points at. */
  found: number;
  /** Findings that point at no secret. */
  false: ToolFinding[];
  hits: ToolFinding[];
}

// Tools that report a whole block or the key above its value start a line or two early.
const slackLines = 2;

/**
 * Sets a tool's findings against the cases. A finding belongs to the case in whose folder its file is; it hits each
 * secret whose lines it is on or next to, and is false if it hits none. A tool without line numbers (0) hits any.
 */
export function scoreCases(
  byFolder: ReadonlyMap<string, LabelledCase>,
  findings: readonly ToolFinding[],
): CaseOutcome[] {
  const findingsOf = new Map<string, ToolFinding[]>();
  for (const finding of findings) {
    const folder = /(?:^|\/)(c\d{5})\//.exec(finding.file)?.[1];
    if (folder === undefined) continue;
    const list = findingsOf.get(folder);
    if (list === undefined) findingsOf.set(folder, [finding]);
    else list.push(finding);
  }
  return [...byFolder].map(([folder, labelled]) => outcome(labelled, findingsOf.get(folder) ?? []));
}

function outcome(labelled: LabelledCase, findings: readonly ToolFinding[]): CaseOutcome {
  const hit = (finding: ToolFinding, place: { firstLine: number; lastLine: number }): boolean =>
    finding.line === 0 || (finding.line >= place.firstLine - slackLines && finding.line <= place.lastLine + slackLines);
  return {
    labelled,
    found: labelled.secrets.filter((place) => findings.some((finding) => hit(finding, place))).length,
    false: findings.filter((finding) => !labelled.secrets.some((place) => hit(finding, place))),
    hits: findings.filter((finding) => labelled.secrets.some((place) => hit(finding, place))),
  };
}

export interface Share {
  count: number;
  of: number;
}

export interface Score {
  /** Secrets found, of all in positive cases (without the provider list), by shape and by place. */
  byShape: Record<string, Share>;
  byPlace: Record<string, Share>;
  providers: Share;
  /** Cases with a false finding: negatives, stand-ins, near misses. */
  negatives: Share;
  standIns: Share;
  nearMisses: Share;
  /** Findings on no secret in positive cases. */
  extra: number;
  /** The mean of the shapes' recalls, weighted as the shapes occur in test suites and in real repositories. */
  meanAsSuites: number;
  meanAsRepositories: number;
}

// Shares of the shapes among published positives; the rest up to 100 % is spread over the shapes named.
const weightInSuites: Record<string, number> = {
  alphanumeric: 40,
  'own prefix': 30,
  hex: 7,
  'base64-like': 6,
  'password-like': 3,
  UUID: 3,
  'with punctuation': 2,
  'URL credentials': 2,
  'JWT or PEM': 2,
}; // prettier-ignore
const weightInRepositories: Record<string, number> = {
  alphanumeric: 19,
  'own prefix': 6,
  hex: 7,
  'base64-like': 5,
  'password-like': 43,
  UUID: 1,
  'with punctuation': 5,
  'URL credentials': 5,
  'JWT or PEM': 7,
}; // prettier-ignore

export function summarise(outcomes: readonly CaseOutcome[]): Score {
  const byShape: Record<string, Share> = {};
  const byPlace: Record<string, Share> = {};
  const providers = { count: 0, of: 0 };
  let extra = 0;
  for (const { labelled, found, false: wrong } of outcomes) {
    const secrets = labelled.secrets.length;
    if (labelled.kind === 'provider') {
      providers.count += found;
      providers.of += secrets;
    }
    if (labelled.kind !== 'positive') continue;
    extra += wrong.length;
    add(byShape, labelled.shape, found, secrets);
    add(byPlace, labelled.place, found, secrets);
  }
  return {
    byShape,
    byPlace,
    providers,
    negatives: alarms(outcomes, 'negative'),
    standIns: alarms(outcomes, 'stand-in'),
    nearMisses: alarms(outcomes, 'near miss'),
    extra,
    meanAsSuites: weightedRecall(byShape, weightInSuites),
    meanAsRepositories: weightedRecall(byShape, weightInRepositories),
  };
}

function add(table: Record<string, Share>, key: string, count: number, of: number): void {
  const entry = table[key] ?? { count: 0, of: 0 };
  table[key] = { count: entry.count + count, of: entry.of + of };
}

function alarms(outcomes: readonly CaseOutcome[], kind: LabelledCase['kind']): Share {
  const cases = outcomes.filter(({ labelled }) => labelled.kind === kind);
  return { count: cases.filter(({ false: wrong }) => wrong.length > 0).length, of: cases.length };
}

function weightedRecall(byShape: Record<string, Share>, weights: Record<string, number>): number {
  let sum = 0;
  let total = 0;
  for (const [shape, { count, of }] of Object.entries(byShape)) {
    const weight = weights[shape] ?? 0;
    if (of === 0) continue;
    sum += (weight * count) / of;
    total += weight;
  }
  return total === 0 ? 0 : sum / total;
}
