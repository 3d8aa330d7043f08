/** One finding as a tool reports it. Lines start at 1; 0 where the tool gives none. `file` is as the tool prints it. */
export interface ToolFinding {
  file: string;
  line: number;
  column: number;
  rule: string;
  /** The secret, or as much of it as the tool shows; empty where it is masked. */
  secret: string;
  severity: string;
}

export interface ScanRequest {
  path: string;
  threads: number;
  /** A file that the tool may write its report to, where stdout does not do. */
  reportFile: string;
}

/** A ready tool, or the reason why it is not there. */
export type Prepared = { ready: true; version: string } | { ready: false; why: string };

/** A program that scans a path for secrets, veil among them. */
export interface Peer {
  name: string;
  /** A form of veil, or what every task needs: runs whichever peers were asked for. */
  ours?: true;
  /** Finds or installs the tool; never throws. */
  prepare(): Prepared;
  argv(request: ScanRequest): string[];
  /** The findings in a run's output. Throws on output that is not a report. */
  findings(output: { stdout: string; reportFile: string }): ToolFinding[];
  /** Where the tool has to be run, if that matters. */
  cwd?(request: ScanRequest): string;
}

/** What JSON.parse gives, read by key without a word on types: a tool's report is only ever counted and mapped. */
export function textAt(value: unknown, ...keys: (string | number)[]): string {
  const found = valueAt(value, ...keys);
  return typeof found === 'string' ? found : typeof found === 'number' ? String(found) : '';
}

export function numberAt(value: unknown, ...keys: (string | number)[]): number {
  const found = valueAt(value, ...keys);
  return typeof found === 'number' ? found : 0;
}

export function listAt(value: unknown, ...keys: (string | number)[]): unknown[] {
  const found = valueAt(value, ...keys);
  return Array.isArray(found) ? found : [];
}

export function valueAt(value: unknown, ...keys: (string | number)[]): unknown {
  let current = value;
  for (const key of keys) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = (current as Record<string | number, unknown>)[key];
  }
  return current;
}
