/** What a report is made of, and what a format is. Formats see masked findings only; they touch neither files nor the terminal. */
import type { Finding } from '../model/finding.ts';
import type { Severity } from '../model/severity.ts';
import type { ScanSummary } from '../model/summary.ts';

/** A finding whose secret and match have been masked already (or not, where `--unsafe` was given): see mask.ts. */
export interface ReportedFinding
  extends Omit<Finding, 'fileBytes' | 'secret' | 'match' | 'secretInMatch' | 'pair' | 'ignoredBy'> {
  /** Base64 of the path's bytes, only where `file` cannot tell them (a name that is not UTF-8). */
  readonly fileBase64?: string;
  readonly secret: string;
  readonly match: string;
}

export interface ReportedRule {
  readonly id: string;
  readonly description: string;
  readonly severity: Severity;
  readonly reference?: string;
  readonly rotate?: string;
}

export interface Report {
  readonly veilVersion: string;
  /** In the scan's order, those with an active exception included: `counts` says which make the scan fail. */
  readonly findings: readonly ReportedFinding[];
  /** The rules that were on, by id, sorted. */
  readonly rules: readonly ReportedRule[];
  readonly summary: ScanSummary;
  /** RFC 3339, UTC. Only for formats whose schema demands them: everything else is the same for the same input. */
  readonly startedAt: string;
  readonly endedAt: string;
  readonly style: TextStyle;
}

/** For the formats that are read on a terminal. */
export interface TextStyle {
  /** Columns. */
  readonly width: number;
  /** Show findings that an exception covers, too. */
  readonly showExcepted: boolean;
  /** Show at most that many findings; the exit status counts them all. */
  readonly limit?: number;
  /** `--system-registry`, to be repeated in hints. */
  readonly registryPath?: string;
  readonly paint: Paint;
}

/** Colours, or functions that change nothing. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  cyan(text: string): string;
}

/** One file in formats/ exports one of these; its name is the file's name. */
export interface ReportFormat {
  readonly description: string;
  /** Chunks of the report, so that a large one is never in memory as a whole. Pure. */
  render(report: Report): Iterable<string>;
}

/** False for a finding that an active exception covers: it does not fail a scan. */
export function counts(finding: { readonly exception?: { readonly status: 'active' | 'expired' } }): boolean {
  return finding.exception?.status !== 'active';
}
