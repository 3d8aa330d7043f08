/** A baseline: findings that were there when veil came, and that do not count. It holds ids and no secrets. */
import type { Finding } from '../model/finding.ts';
import { isFindingId } from '../model/finding-id.ts';

const SCHEMA_VERSION = 'veil-baseline-v1';

/** A larger one is a mistake; reading it would only cost memory. */
export const MOST_BASELINE_BYTES = 256 * 1024 * 1024;

export function* renderBaseline(findings: readonly Finding[]): Generator<string> {
  yield `{"schemaVersion":${JSON.stringify(SCHEMA_VERSION)},"findings":[`;
  let separator = '\n';
  for (const { id, rule, file, line } of findings) {
    yield `${separator}${JSON.stringify({ id, rule, file, line })}`;
    separator = ',\n';
  }
  yield '\n]}\n';
}

/**
 * A test for findings, from the text of a baseline, of a report of veil's (json), or of a json report of gitleaks.
 * A string says why the text is none of these.
 */
export function parseBaseline(text: string): ((finding: Finding) => boolean) | string {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return 'it is not JSON';
  }
  if (Array.isArray(document)) return gitleaksReport(document);
  const { schemaVersion, findings } = (document ?? {}) as { schemaVersion?: unknown; findings?: unknown };
  if ((schemaVersion !== SCHEMA_VERSION && schemaVersion !== 'veil-v1') || !Array.isArray(findings))
    return 'it is neither a baseline, nor a json report of veil or gitleaks';
  const ids = new Set<unknown>(findings.map((finding: unknown) => (finding as { id?: unknown } | null)?.id));
  const wrong = [...ids].findIndex((id) => typeof id !== 'string' || !isFindingId(id));
  if (wrong !== -1) return `finding ${wrong + 1} has no id of veil's`;
  return ({ id }) => ids.has(id);
}

/** By file and secret; where the report was redacted, by file and line. */
function gitleaksReport(findings: readonly unknown[]): ((finding: Finding) => boolean) | string {
  const known = new Set<string>();
  for (const [index, item] of findings.entries()) {
    const { File, Secret, StartLine } = (item ?? {}) as Record<string, unknown>;
    if (typeof File !== 'string' || typeof Secret !== 'string' || typeof StartLine !== 'number')
      return `finding ${index + 1} lacks File, Secret or StartLine`;
    const file = File.replaceAll('\\', '/').replace(/^\.\//, '');
    const isRedacted = Secret === '' || Secret === 'REDACTED' || Secret.endsWith('...');
    known.add(isRedacted ? `line ${StartLine} ${file}` : `secret ${file}\0${Secret}`);
  }
  return ({ file, displayPath, line, secret }) => {
    const text = Buffer.from(secret.reveal()).toString('utf8');
    return [file, displayPath].some(
      (path) => known.has(`line ${line} ${path}`) || known.has(`secret ${path}\0${text}`),
    );
  };
}
