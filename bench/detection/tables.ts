import type { CaseOutcome, Score, Share } from './score.ts';

export interface ToolScore {
  tool: string;
  version: string;
  score: Score;
}

/** One table: a column a tool, a row a figure. */
export function scoreMarkdown(title: string, scores: readonly ToolScore[]): string {
  const shapes = [...new Set(scores.flatMap(({ score }) => Object.keys(score.byShape)))].sort();
  const places = [...new Set(scores.flatMap(({ score }) => Object.keys(score.byPlace)))].sort();
  const row = (name: string, cell: (score: Score) => string): string =>
    `| ${name} | ${scores.map(({ score }) => cell(score)).join(' | ')} |`;
  const size = (share: Share | undefined): string => (share === undefined ? '' : ` (${share.of})`);
  const first = scores[0]?.score;
  return [
    `## ${title}`,
    '',
    `| | ${scores.map(({ tool, version }) => (version === '' ? tool : `${tool} ${version}`)).join(' | ')} |`,
    `| --- |${scores.map(() => ' --- |').join('')}`,
    row('**recall, weighted as in suites**', (score) => percent(score.meanAsSuites)),
    row('**recall, weighted as in repositories**', (score) => percent(score.meanAsRepositories)),
    ...shapes.map((shape) =>
      row(`recall: ${shape}${size(first?.byShape[shape])}`, (score) => ratio(score.byShape[shape])),
    ),
    ...places.map((place) =>
      row(`recall: word ${placeNames[place] ?? place}${size(first?.byPlace[place])}`, (score) =>
        ratio(score.byPlace[place]),
      ),
    ),
    row(`recall: list of providers${size(first?.providers)}`, (score) => ratio(score.providers)),
    row(`**false alarms: negatives**${size(first?.negatives)}`, (score) => ratio(score.negatives)),
    row(`false alarms: stand-ins${size(first?.standIns)}`, (score) => ratio(score.standIns)),
    row(`false alarms: near misses${size(first?.nearMisses)}`, (score) => ratio(score.nearMisses)),
    row('findings beside the secret in positives', (score) => String(score.extra)),
    '',
  ].join('\n');
}

const placeNames: Record<string, string> = {
  same: 'on the same line',
  other: 'on another line',
  provider: 'missing, provider named',
  none: 'missing',
  url: 'missing, in a URL',
};

function percent(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}

function ratio(share: Share | undefined): string {
  return share === undefined || share.of === 0 ? '–' : percent(share.count / share.of);
}

/** What a tool got wrong, for the people who work on it: missed templates, weakest first, and false alarms by rule. */
export function mistakesMarkdown(tool: string, outcomes: readonly CaseOutcome[]): string {
  const lines = [`# What ${tool} gets wrong`, '', '## Missed, by template', ''];
  const missed = new Map<string, { missed: number; of: number; shapes: Set<string>; sample: CaseOutcome }>();
  for (const outcome of outcomes) {
    const { labelled, found } = outcome;
    if (labelled.secrets.length === 0) continue;
    const entry = missed.get(labelled.template) ?? { missed: 0, of: 0, shapes: new Set<string>(), sample: outcome };
    entry.of += labelled.secrets.length;
    if (found < labelled.secrets.length) {
      entry.missed += labelled.secrets.length - found;
      entry.shapes.add(labelled.shape);
      entry.sample = outcome;
    }
    missed.set(labelled.template, entry);
  }
  for (const [template, entry] of [...missed].sort((a, b) => b[1].missed / b[1].of - a[1].missed / a[1].of)) {
    if (entry.missed === 0) continue;
    lines.push(
      `### ${template}: ${entry.missed} of ${entry.of} missed (${[...entry.shapes].join(', ')}) · ${entry.sample.labelled.fileName}`,
    );
    lines.push('', '```', entry.sample.labelled.text.trimEnd().slice(0, 600), '```', '');
  }
  lines.push('## False alarms, by rule', '');
  const alarms = new Map<string, string[]>();
  for (const { labelled, false: wrong } of outcomes) {
    for (const finding of wrong) {
      const list = alarms.get(finding.rule) ?? [];
      list.push(
        `${labelled.kind} ${labelled.template} · ${labelled.fileName}:${finding.line}: \`${lineOf(labelled.text, finding.line)}\``,
      );
      alarms.set(finding.rule, list);
    }
  }
  for (const [rule, list] of [...alarms].sort((a, b) => b[1].length - a[1].length)) {
    lines.push(`### ${rule}: ${list.length}`, '', ...list.slice(0, 40).map((item) => `- ${item}`), '');
  }
  return `${lines.join('\n')}\n`;
}

function lineOf(text: string, line: number): string {
  return (text.split('\n')[line - 1] ?? '').trim().slice(0, 160);
}
