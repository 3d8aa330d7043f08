/** Native findings → findings: ordered, with paths, descriptions and ids. */

import type { Finding } from '../model/finding.ts';
import { findingId, OccurrenceCounter, secretTag } from '../model/finding-id.ts';
import { Secret } from '../model/secret.ts';
import { confidences, severities } from '../model/severity.ts';
import type { NativeFinding } from '../native/decode.ts';
import type { RuleCatalogue } from '../rules/catalogue.ts';
import type { InputPaths } from './inputs.ts';

/** Ordered by (file bytes, offset, rule): so the ids' occurrence numbers and every report are the same each time. */
export function toFindings(catalogue: RuleCatalogue, paths: InputPaths, natives: readonly NativeFinding[]): Finding[] {
  const ordered = [...natives].sort(
    (a, b) => Buffer.compare(a.path, b.path) || a.item - b.item || a.offset - b.offset || a.rule - b.rule,
  );
  let file: Uint8Array | undefined;
  let item = -1;
  let occurrences = new OccurrenceCounter();
  return ordered.map((native) => {
    // Each version of a file that git has counts for itself, and so do files of two clones that are called the same there.
    if (native.item !== item || file === undefined || Buffer.compare(file, native.path) !== 0) {
      item = native.item;
      file = native.path;
      occurrences = new OccurrenceCounter();
    }
    return toFinding(catalogue, paths, native, occurrences);
  });
}

function toFinding(
  catalogue: RuleCatalogue,
  paths: InputPaths,
  native: NativeFinding,
  occurrences: OccurrenceCounter,
): Finding {
  const rule = catalogue.ruleAt(native.rule);
  const severity = severities[native.severity];
  const confidence = confidences[native.confidence];
  if (rule === undefined || severity === undefined || confidence === undefined) {
    throw new RangeError('the addon reported a rule, severity or confidence that does not exist');
  }
  const tag = secretTag(native.secret);
  const sha = paths.commitOf?.(native.item) ?? '';
  return {
    file: Buffer.from(native.path).toString('utf8'),
    fileBytes: native.path,
    displayPath: paths.displayPath(native.item, native.path),
    line: native.line,
    column: native.column,
    endLine: native.endLine,
    endColumn: native.endColumn,
    offset: native.offset,
    length: native.length,
    rule: rule.id,
    description: rule.description,
    severity,
    confidence,
    secret: new Secret(native.secret),
    match: new Secret(native.match),
    secretInMatch: native.secretInMatch,
    ...(native.pair.length > 0 && { pair: new Secret(native.pair) }),
    id: findingId({
      rule: rule.id,
      path: paths.repositoryPath(native.item, native.path),
      tag,
      occurrence: occurrences.next(rule.id, tag),
    }),
    entropy: native.entropy,
    ...(native.checksum === 1 && { checksum: 'valid' as const }),
    ...(native.checksum === 2 && { checksum: 'invalid' as const }),
    ...(native.note !== '' && { note: native.note }),
    ...(native.inlineIgnore === 1 && { ignoredBy: 'veil' as const }),
    ...(native.inlineIgnore === 2 && { ignoredBy: 'gitleaks' as const }),
    ...(sha !== '' && { commit: { sha, author: '', date: '', subject: '' } }),
  };
}
