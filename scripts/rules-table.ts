/**
 * The tables of docs/detection.md, from the rules themselves: written between the marks whenever rules are built, so that
 * a new rule is one new file; a test compares.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadNative } from '../src/native/load.ts';
import { packageRoot } from '../src/native/package-root.ts';
import { loadRuleFile } from '../src/rules/load.ts';
import type { Rule } from '../src/rules/rule.ts';
import { readRuleFiles } from '../src/rules/rule-files.ts';

const BEGIN = '<!-- begin of what scripts/rules-table.ts writes -->';
const END = '<!-- end of what scripts/rules-table.ts writes -->';

/** `document` with the tables renewed. Throws when the marks are not there. */
export function withTables(document: string): string {
  const begin = document.indexOf(BEGIN);
  const end = document.indexOf(END);
  if (begin < 0 || end < begin) throw new Error('docs/detection.md has lost its marks');
  return `${document.slice(0, begin)}${BEGIN}\n${tables(builtInRules())}${document.slice(end)}`;
}

function builtInRules(): Rule[] {
  const { layout } = loadNative();
  return readRuleFiles(join(packageRoot(), 'rules')).flatMap(
    (file) => loadRuleFile(basename(file.name), file.text, layout).rules,
  );
}

function tables(rules: readonly Rule[]): string {
  const off = rules.filter((rule) => rule.offByDefault);
  return [
    `${rules.length} rules in ${new Set(rules.map((rule) => rule.place.file)).size} files, ${off.length} of them off by default.`,
    '',
    familyTable(rules),
    '',
    'Verified by a checksum or by structure:',
    '',
    checksumTable(rules),
    '',
    'Off by default:',
    '',
    ...off.map((rule) => `- \`${rule.id}\`: ${rule.description}${whyOff(rule)}`),
    '',
  ].join('\n');
}

function familyTable(rules: readonly Rule[]): string {
  const rows = [...groupBy(rules, (rule) => rule.tags[0] ?? 'other')].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    '| family | rules | fixed form | named by a word | by path | checksum or structure | off by default |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows.map(([family, members]) => {
      const count = (test: (rule: Rule) => boolean) => members.filter(test).length;
      const named = (rule: Rule) => rule.reader === 'assignment' || rule.caseless || rule.keywords.length > 0;
      const cells = [
        members.length,
        count((rule) => rule.reader === 'pattern' && !named(rule)),
        count(named),
        count((rule) => rule.reader === 'path' || rule.paths.length > 0),
        count((rule) => rule.checksum !== ''),
        count((rule) => rule.offByDefault),
      ];
      return `| ${family} | ${cells.join(' | ')} |`;
    }),
  ].join('\n');
}

function checksumTable(rules: readonly Rule[]): string {
  const checked = groupBy(
    rules.filter((rule) => rule.checksum !== ''),
    (rule) => rule.checksum,
  );
  return [
    '| check | rules | a failure |',
    '| --- | --- | --- |',
    ...[...checked]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, members]) => {
        const effects = [...new Set(members.map((rule) => effectOf(rule.onChecksumFailure)))].sort().join(' or ');
        return `| ${name} | ${members.map((rule) => `\`${rule.id}\``).join(', ')} | ${effects} |`;
      }),
  ].join('\n');
}

function effectOf(onFailure: string): string {
  return { keep: 'changes nothing', lower: 'lowers the severity', suppress: 'drops the match' }[onFailure] ?? onFailure;
}

function whyOff(rule: Rule): string {
  if (rule.tags.includes('pii')) return ' (personal data: a pack to switch on knowingly)';
  if (/public|half of a pair|client or mobile|subscribe/.test(rule.description)) return ' (no secret by itself)';
  if (/[Hh]ash/.test(rule.description))
    return ' (a hash; where a shadow or htpasswd line holds it, another rule reports it)';
  if (rule.reader === 'path') return ' (a name alone says too little)';
  return ' (loud in practice)';
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const path = join(packageRoot(), 'docs/detection.md');
  // An installed package has no docs.
  const document = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  const renewed = document && withTables(document);
  if (renewed !== undefined && renewed !== document) writeFileSync(path, renewed);
}
