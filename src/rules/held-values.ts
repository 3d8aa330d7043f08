/** What holds of a rule that its file does not say: for `veil rules explain`, below the rule's text. */
import type { RuleInfo } from './catalogue.ts';
import { boundaries, type Layout } from './fields.ts';
import { loadRuleFile } from './load.ts';
import type { Rule } from './rule.ts';
import { fileText } from './rule-source.ts';

const SHOWN_LITERALS = 5;

/** Lines of TOML, for the keys that the rule's table does not have; none when its file is not there. */
export function heldValues(info: RuleInfo, layout: Layout): string[] {
  const { rules } = loadRuleFile(info.source, fileText(info) ?? '', layout);
  const rule = rules.find(({ id }) => id === info.id);
  if (rule === undefined) return [];
  return valuesOf(rule)
    .filter(([key, applies]) => applies && rule.place.keyLines[key] === undefined)
    .map(([key, , value]) => `${key} = ${value}`);
}

function valuesOf(rule: Rule): readonly [key: string, applies: boolean, value: string][] {
  const isPattern = rule.reader === 'pattern';
  return [
    ['literals', isPattern, literalsOf(rule)],
    ['max_length', isPattern, String(rule.afterBytes)],
    ['boundary', isPattern, quoted(boundaryOf(rule))],
    ['on_checksum_failure', rule.checksum !== '', quoted(rule.onChecksumFailure)],
    ['value_filter', isPattern, quoted(rule.valueFilter)],
    ['keyword_distance', rule.keywords.length > 0, String(rule.keywordDistance)],
    ['pair_distance', rule.pair !== '', String(rule.pairDistance)],
    ['pair_missing', rule.pair !== '', quoted(rule.pairMissing)],
    ['specificity', true, String(rule.specificity)],
  ];
}

function literalsOf({ literals, caseless }: Rule): string {
  const shown = literals.slice(0, SHOWN_LITERALS).map((literal) => quoted(Buffer.from(literal, 'latin1').toString()));
  const more = literals.length > SHOWN_LITERALS ? ', …' : '';
  return `[${shown.join(', ')}${more}]${caseless ? '  # in any case' : ''}`;
}

/** A default has a name. */
function boundaryOf({ notBefore, notAfter }: Rule): string {
  const named = Object.entries(boundaries).find(([, each]) => each.before === notBefore && each.after === notAfter);
  return named?.[0] ?? '';
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
