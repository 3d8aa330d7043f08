/** Secrets made fit to be shown. The only place in reporting that sees raw bytes. */
import type { Finding } from '../model/finding.ts';
import type { ReportedFinding } from './report.ts';

export type Mask =
  /** Nothing of the secret is shown. */
  | { readonly kind: 'redact' }
  /** Enough of the beginning to recognise the credential, too little to use or to guess it. */
  | { readonly kind: 'partial' }
  /** `--redact=N`: that many percent of the secret's characters, from its end, are masked (rounded up). */
  | { readonly kind: 'percent'; readonly percent: number }
  /** `--unsafe`. */
  | { readonly kind: 'plain' };

/** Of one length for every secret: the length is a hint, too. */
const STARS = '********';
/** Secrets in a match are looked for among findings whose begin is at most that far away: a match has at most 512 bytes. */
const NEIGHBOUR_BYTES = 1024;

/** Masks one finding after the other. `findings` is in the scan's order (by file, then offset). */
export function* maskFindings(findings: readonly Finding[], mask: Mask): Generator<ReportedFinding> {
  for (const [index, finding] of findings.entries()) {
    yield maskFinding(finding, mask, secretsNear(findings, index));
  }
}

/** The text that stands for a secret. */
export function maskSecret(bytes: Uint8Array, mask: Mask): string {
  const characters = [...Buffer.from(bytes).toString('utf8')];
  switch (mask.kind) {
    case 'plain':
      return characters.join('');
    case 'redact':
      return STARS;
    case 'partial':
      return characters.slice(0, visibleCharacters(characters.length)).join('') + STARS;
    case 'percent': {
      const hidden = Math.ceil((characters.length * mask.percent) / 100);
      return hidden === 0 ? characters.join('') : characters.slice(0, characters.length - hidden).join('') + STARS;
    }
  }
}

/** Four of the prefix of a token; nothing of a password, whose every character helps a guesser. */
function visibleCharacters(length: number): number {
  if (length >= 24) return 4;
  return length >= 16 ? 2 : 0;
}

function maskFinding(finding: Finding, mask: Mask, nearby: readonly Uint8Array[]): ReportedFinding {
  const { fileBytes, secret, match, secretInMatch, pair, ignoredBy: _, ...shown } = finding;
  const isUtf8 = Buffer.from(finding.file, 'utf8').equals(fileBytes);
  return {
    ...shown,
    ...(isUtf8 ? {} : { fileBase64: Buffer.from(fileBytes).toString('base64') }),
    entropy: Math.round(finding.entropy * 1000) / 1000,
    secret: maskSecret(secret.reveal(), mask),
    match: maskMatch(finding, mask, pair === undefined ? nearby : [...nearby, pair.reveal()]),
  };
}

/** The match with its own secret and every other one in it masked. */
function maskMatch(finding: Finding, mask: Mask, others: readonly Uint8Array[]): string {
  const match = Buffer.from(finding.match.reveal());
  const { offset, length } = finding.secretInMatch;
  const secret = match.subarray(offset, offset + length);
  const hide = (bytes: Buffer): string => hideAll(bytes, mask.kind === 'plain' ? [] : [secret, ...others], mask);
  return hide(match.subarray(0, offset)) + maskSecret(secret, mask) + hide(match.subarray(offset + length));
}

/** `bytes` as text, with every occurrence of one of `secrets` masked; where they overlap, the longest goes first. */
function hideAll(bytes: Buffer, secrets: readonly Uint8Array[], mask: Mask): string {
  const [secret, ...rest] = [...secrets].filter(({ length }) => length > 0).sort((a, b) => b.length - a.length);
  if (secret === undefined) return bytes.toString('utf8');
  const at = bytes.indexOf(secret);
  if (at === -1) return hideAll(bytes, rest, mask);
  const after = bytes.subarray(at + secret.length);
  return hideAll(bytes.subarray(0, at), rest, mask) + maskSecret(secret, mask) + hideAll(after, secrets, mask);
}

function secretsNear(findings: readonly Finding[], index: number): Uint8Array[] {
  const finding = findings[index] as Finding;
  const isNear = (other: Finding | undefined): other is Finding =>
    other !== undefined && other.file === finding.file && Math.abs(other.offset - finding.offset) <= NEIGHBOUR_BYTES;
  const near: Uint8Array[] = [];
  for (let i = index - 1; isNear(findings[i]); i -= 1) near.push((findings[i] as Finding).secret.reveal());
  for (let i = index + 1; isNear(findings[i]); i += 1) near.push((findings[i] as Finding).secret.reveal());
  return near;
}
