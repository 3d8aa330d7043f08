/** The table "Effect on veil scan" as a pure function: what the registry's state makes of a scan's outcome. */

import { strictErrorText } from './messages.ts';
import type { Exceptions } from './scan-exceptions.ts';

/** Exit 0, 1, 2 and 3, in words; src/cli/exit-codes.ts has the numbers. */
export type ScanOutcome = 'clean' | 'findings' | 'error' | 'expired';

export interface ScanEffectInput {
  readonly exceptions: Exceptions;
  /** `--strict-exceptions`. */
  readonly strict: boolean;
  /** Findings that no exception covers, after the gates (severity, number, baseline). */
  readonly newFindings: number;
  /** Findings whose exception has expired, after the gates. */
  readonly expiredFindings: number;
  /** The command line without node and the script, to be printed as "run again". */
  readonly argv: readonly string[];
}

export interface ScanEffect {
  readonly outcome: ScanOutcome;
  /** For stderr, after the report was written; ends with a newline; empty when there is nothing to say. */
  readonly errorText: string;
}

/** An error beats findings, findings beat expiry. */
export function scanEffect(input: ScanEffectInput): ScanEffect {
  if (input.strict && isStrictError(input.exceptions)) {
    return { outcome: 'error', errorText: strictErrorText(input.exceptions, input.argv) };
  }
  return { outcome: outcomeOfFindings(input), errorText: '' };
}

function isStrictError(exceptions: Exceptions): exceptions is Exclude<Exceptions, { kind: 'disabled' | 'registry' }> {
  switch (exceptions.kind) {
    case 'unavailable':
      return true;
    case 'none':
      return exceptions.named;
    case 'disabled':
    case 'registry':
      return false;
  }
}

function outcomeOfFindings({ newFindings, expiredFindings, strict }: ScanEffectInput): ScanOutcome {
  if (newFindings > 0) return 'findings';
  if (expiredFindings > 0) return strict ? 'expired' : 'findings';
  return 'clean';
}
