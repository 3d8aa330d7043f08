/** Made-up findings for the reports' tests, hostile ones among them. No secret here is one. */

import type { Finding } from '../../src/model/finding.ts';
import { findingId, secretTag } from '../../src/model/finding-id.ts';
import { Secret } from '../../src/model/secret.ts';
import type { ScanSummary } from '../../src/model/summary.ts';
import { type Mask, maskFindings } from '../../src/report/mask.ts';
import type { Paint, Report } from '../../src/report/report.ts';

export const ESCAPE = '\u001b';

type FindingParts = Partial<Omit<Finding, 'secret' | 'match' | 'fileBytes'>> & {
  readonly secret: string;
  readonly before?: string;
  readonly after?: string;
  readonly fileBytes?: Uint8Array;
};

export function finding({ secret, before = '', after = '', ...parts }: FindingParts): Finding {
  const fileBytes = parts.fileBytes ?? Buffer.from(parts.file ?? 'config/app.env');
  const bytes = Buffer.from(secret);
  const file = Buffer.from(fileBytes).toString('utf8');
  return {
    file,
    fileBytes,
    displayPath: file,
    line: 3,
    column: 9,
    endLine: 3,
    endColumn: 9 + secret.length,
    offset: 40,
    length: bytes.length,
    rule: 'example-token',
    description: 'Example token',
    severity: 'high',
    confidence: 'high',
    secret: new Secret(bytes),
    match: new Secret(Buffer.from(before + secret + after)),
    secretInMatch: { offset: Buffer.byteLength(before), length: bytes.length },
    id: findingId({ rule: parts.rule ?? 'example-token', path: fileBytes, tag: secretTag(bytes), occurrence: 0 }),
    entropy: 4.123_456,
    ...parts,
  };
}

const HOSTILE_TEXTS = [
  `${ESCAPE}[2J${ESCAPE}]0;owned\u0007 terminal`,
  '<script>alert(1)</script>&"\'',
  '=HYPERLINK("http://example.org","x")',
  'bidi \u202e reversed \u2066 \u200b zero width',
  'xml \u0001 \ufffe ]]> control',
  '| `tick` | [link](http://example.org) *bold* <img src=x onerror=alert(1)> @someone',
  'new\nline\r\ttab',
  '宽字符宽字符宽字符宽字符宽字符宽字符宽字符宽字符宽字符宽字符宽字符宽字符宽字符宽字符',
];

export const sampleFindings: readonly Finding[] = [
  finding({ secret: 'made-up-0123456789-abcdefghij', before: 'TOKEN=', checksum: 'valid', severity: 'critical' }),
  finding({
    secret: `hunter${2}`,
    before: 'password: "',
    after: '"',
    rule: 'example-password',
    line: 12,
    offset: 300,
    severity: 'medium',
    confidence: 'medium',
  }),
  finding({
    secret: 'made-up-excepted-000000001',
    line: 14,
    offset: 340,
    exception: { status: 'active', id: 'fx_aaaaaaaaaaaaaaaaaaaaaaaaaa', expiresAt: '2030-01-01T00:00:00Z' },
  }),
  finding({
    secret: 'made-up-expired-0000000002',
    line: 15,
    offset: 380,
    exception: { status: 'expired', id: 'fx_bbbbbbbbbbbbbbbbbbbbbbbbbb', expiresAt: '2020-01-01T00:00:00Z' },
    note: 'seen in a test',
    checksum: 'invalid',
  }),
  ...HOSTILE_TEXTS.map((text, index) =>
    finding({
      secret: `made-up-hostile-${index}-qxjzvk`,
      before: text,
      file: `hostile/${index} ${text}`,
      line: index + 1,
      severity: 'low',
    }),
  ),
  finding({ secret: 'made-up-not-utf8-0000000003', fileBytes: Buffer.from('n\xe4me\xff.txt', 'latin1') }),
  finding({
    secret: 'made-up-from-git-0000000004',
    file: 'old/file.txt',
    commit: {
      sha: '0123456789abcdef0123456789abcdef01234567',
      author: 'A. U. Thor <a@example.org>',
      date: '2024-02-03T04:05:06Z',
      subject: `fix ${ESCAPE}[31m`,
    },
  }),
];

export const sampleSummary: ScanSummary = {
  filesScanned: 1234,
  bytesScanned: 56_789_012,
  skipped: { gitignored: 12, binary: 3 },
  skippedOther: { symlink: 2 },
  filesFailed: 1,
  failed: [
    { path: `locked/${ESCAPE}[31m<b>.txt`, code: 'EACCES', errno: 13, syscall: 'openat', message: 'permission denied' },
  ],
  changedDuringScan: ['app.log'],
  findingsCapped: [{ path: 'big.txt', count: 17 }],
  ignored: { inline: 2, baseline: 1 },
  elapsedMs: 1234,
};

const plain: Paint = { bold: String, dim: String, red: String, yellow: String, cyan: String };

export function sampleReport(findings: readonly Finding[] = sampleFindings, mask: Mask = { kind: 'partial' }): Report {
  return {
    veilVersion: '1.2.3',
    findings: [...maskFindings(findings, mask)],
    rules: [
      { id: 'example-password', description: 'Password', severity: 'medium' },
      {
        id: 'example-token',
        description: 'Example token',
        severity: 'high',
        reference: 'https://example.org/tokens',
        rotate: 'Revoke it under Settings.',
      },
    ],
    summary: sampleSummary,
    startedAt: '2026-01-02T03:04:05.678Z',
    endedAt: '2026-01-02T03:04:06.912Z',
    style: { width: 80, showExcepted: false, paint: plain },
  };
}
