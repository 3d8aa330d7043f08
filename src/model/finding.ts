import type { Secret } from './secret.ts';
import type { Confidence, Severity } from './severity.ts';

/** A match with its place: what the scan yields and every reporter gets. Offsets and lengths are bytes of the original file. */
export interface Finding {
  /**
   * Relative to the repository of the scanned folder (else to that folder), `/`-separated, through repositories below it;
   * bytes that are not UTF-8 shown as U+FFFD.
   */
  readonly file: string;
  /** The same path as bytes: what ordering uses. */
  readonly fileBytes: Uint8Array;
  /** The path as a person in the current folder would type it. */
  readonly displayPath: string;
  /** From 1. Columns are in UTF-16 units, as SARIF has it; the end is exclusive. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** Of the secret. */
  readonly offset: number;
  readonly length: number;
  readonly rule: string;
  readonly description: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly secret: Secret;
  /** The whole match, cut to at most 512 bytes around the secret. */
  readonly match: Secret;
  /** Where the secret begins in `match`, in bytes, and its length there. */
  readonly secretInMatch: { readonly offset: number; readonly length: number };
  /** The other half of a two-part credential. */
  readonly pair?: Secret;
  /** Stable (`fx_…`): see docs/architecture.md, "Ids". */
  readonly id: string;
  /** Shannon entropy of the secret, bits a byte. */
  readonly entropy: number;
  readonly checksum?: 'valid' | 'invalid';
  /** A short fact ("alg RS256, expired 2024-01-01"); never holds the secret. */
  readonly note?: string;
  readonly exception?: { readonly status: 'active' | 'expired'; readonly id: string; readonly expiresAt?: string };
  /** Whose comment in the text takes the finding back: `veil:ignore`, `gitleaks:allow`. */
  readonly ignoredBy?: 'veil' | 'gitleaks';
  readonly commit?: {
    readonly sha: string;
    readonly author: string;
    readonly date: string;
    readonly subject: string;
  };
}
