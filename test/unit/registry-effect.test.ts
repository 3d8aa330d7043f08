import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RegistryError } from '../../src/errors/registry-error.ts';
import { type Exceptions, openingText, type ScanOutcome, scanEffect } from '../../src/registry/index.ts';

const place = { registryPath: '/r/.veil/exception_registry.toml', lockPath: '/r/.veil/exception_registry.lock' };
const errors: Record<RegistryError['kind'], RegistryError> = {
  NotFound: { kind: 'NotFound', path: place.registryPath },
  ParseError: { kind: 'ParseError', path: place.registryPath, line: 7, key: 'reson', reason: 'unknown key "reson"' },
  SerializationError: { kind: 'SerializationError', path: place.registryPath, reason: 'it does not read back' },
  VersionMismatch: { kind: 'VersionMismatch', path: place.registryPath, line: 1, found: '2', expected: 1 },
  PermissionDenied: { kind: 'PermissionDenied', path: place.registryPath, errno: 13, code: 'EACCES', syscall: 'open' },
  LockBusy: {
    kind: 'LockBusy',
    path: place.registryPath,
    lockPath: place.lockPath,
    holders: [{ pid: 42, command: 'veil exceptions add x' }],
  },
  Io: { kind: 'Io', path: place.registryPath, reason: 'EIO: i/o error, read', errno: 5, code: 'EIO', syscall: 'read' },
};

const loaded: Exceptions = {
  kind: 'registry',
  ...place,
  named: false,
  entryCount: 0,
  coversRegistry: true,
  notices: [],
  statusOf: () => undefined,
  expired: () => [],
  unused: () => [],
};
const states: Record<string, Exceptions> = {
  disabled: { kind: 'disabled' },
  none: { kind: 'none', ...place, named: false },
  'none, named': { kind: 'none', ...place, named: true },
  loaded,
};
for (const [kind, error] of Object.entries(errors))
  states[kind] = { kind: 'unavailable', ...place, named: false, error };

const argv = ['scan', '.', '--strict-exceptions'];

/** Each row: state, then the outcome for [no findings, new findings, expired only, both], by default and strict. */
const table: [state: string, byDefault: ScanOutcome[], strict: ScanOutcome[]][] = [
  ...['disabled', 'none', 'loaded'].map((state): [string, ScanOutcome[], ScanOutcome[]] => [
    state,
    ['clean', 'findings', 'findings', 'findings'],
    ['clean', 'findings', 'expired', 'findings'],
  ]),
  ...['none, named', ...Object.keys(errors)].map((state): [string, ScanOutcome[], ScanOutcome[]] => [
    state,
    ['clean', 'findings', 'findings', 'findings'],
    ['error', 'error', 'error', 'error'],
  ]),
];

for (const [state, byDefault, strict] of table) {
  test(`outcome: ${state}`, () => {
    const exceptions = states[state] as Exceptions;
    const outcomes = (isStrict: boolean) =>
      (
        [
          [0, 0],
          [1, 0],
          [0, 1],
          [1, 1],
        ] as const
      ).map(
        ([newFindings, expiredFindings]) =>
          scanEffect({ exceptions, strict: isStrict, newFindings, expiredFindings, argv }).outcome,
      );
    assert.deepEqual(outcomes(false), byDefault);
    assert.deepEqual(outcomes(true), strict);
  });
}

test('a busy lock: warning and strict error carry the symptom, the lock path and the holder', () => {
  const exceptions = states.LockBusy as Exceptions;
  const error = scanEffect({ exceptions, strict: true, newFindings: 0, expiredFindings: 0, argv }).errorText;
  for (const text of [openingText(exceptions), error]) {
    for (const part of ['Registry is locked by another process', place.lockPath, 'pid 42', 'veil exceptions add x']) {
      assert.ok(text.includes(part), `${part} in ${text}`);
    }
  }
  for (const part of ['ps aux | grep veil', `rm -f ${place.lockPath}`, 'veil scan . --strict-exceptions']) {
    assert.ok(error.includes(part), `${part} in ${error}`);
  }
});

test('every unusable state warns by default and only a strict one is an error', () => {
  for (const kind of Object.keys(errors)) {
    const exceptions = states[kind] as Exceptions;
    assert.match(openingText(exceptions), /^warning: /, kind);
    assert.equal(scanEffect({ exceptions, strict: false, newFindings: 0, expiredFindings: 0, argv }).errorText, '');
    const { errorText } = scanEffect({ exceptions, strict: true, newFindings: 0, expiredFindings: 0, argv });
    assert.match(errorText, /^error: /, kind);
    assert.ok(errorText.includes(place.registryPath) && errorText.includes('Next:'), errorText);
  }
});

test('a lock path with a space or a quote can be pasted into a shell', () => {
  const lockPath = "/r/it's a.lock";
  const exceptions: Exceptions = {
    kind: 'unavailable',
    ...place,
    lockPath,
    named: false,
    error: { ...errors.LockBusy, lockPath } as RegistryError,
  };
  const { errorText } = scanEffect({ exceptions, strict: true, newFindings: 0, expiredFindings: 0, argv });
  assert.ok(errorText.includes(`rm -f '/r/it'\\''s a.lock'`), errorText);
});

test('nothing is said about a registry that is not there or is fine', () => {
  for (const state of ['disabled', 'none', 'none, named', 'loaded'])
    assert.equal(openingText(states[state] as Exceptions), '');
});
