/** `.gitleaksignore`: another scanner's list of findings to leave out, a fingerprint a line. */
import type { Finding } from '../model/finding.ts';

export const GITLEAKS_IGNORE_FILE = '.gitleaksignore';

/** `[commit:]file:rule:line` */
export interface Fingerprint {
  /** Absent: in every commit, and in files. */
  readonly commit?: string;
  readonly file: string;
  readonly rule: string;
  readonly line: number;
}

/** The fingerprints, and the numbers of the lines that are none. A comment begins with `#`. */
export function parseGitleaksIgnore(text: string): { fingerprints: Fingerprint[]; wrongLines: number[] } {
  const fingerprints: Fingerprint[] = [];
  const wrongLines: number[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const words = line.trim();
    if (words === '' || words.startsWith('#')) continue;
    const fingerprint = parseFingerprint(words);
    if (fingerprint === undefined) wrongLines.push(index + 1);
    else fingerprints.push(fingerprint);
  }
  return { fingerprints, wrongLines };
}

function parseFingerprint(words: string): Fingerprint | undefined {
  const [, commit, file, rule, line] = /^(?:([0-9a-f]{40}|[0-9a-f]{64}):)?(.+):([^:]+):(\d+)$/.exec(words) ?? [];
  if (file === undefined || rule === undefined || line === undefined) return undefined;
  return { ...(commit === undefined ? {} : { commit }), file: file.replaceAll('\\', '/'), rule, line: Number(line) };
}

/**
 * A test for findings. The other scanner's rules have ids of their own: a rule that veil does not have stands for any,
 * so that what holds is the file and the line; one that veil has stands for itself.
 */
export function matchFingerprints(
  fingerprints: readonly Fingerprint[],
  isRule: (id: string) => boolean,
): (finding: Finding) => boolean {
  const byPlace = new Map<string, Fingerprint[]>();
  for (const fingerprint of fingerprints) {
    const place = `${fingerprint.line}:${fingerprint.file}`;
    byPlace.set(place, [...(byPlace.get(place) ?? []), fingerprint]);
  }
  return ({ file, line, rule, commit }) =>
    (byPlace.get(`${line}:${file}`) ?? []).some(
      (fingerprint) =>
        (fingerprint.commit === undefined || fingerprint.commit === commit?.sha) &&
        (fingerprint.rule === rule || !isRule(fingerprint.rule)),
    );
}
