import assert from 'node:assert/strict';
import { constants } from 'node:os';
import { test } from 'node:test';
import { registryErrorFrom } from '../../src/errors/registry-error.ts';

const place = { path: '/r/a.toml', lockPath: '/r/a.lock' };

function systemError(code: keyof typeof constants.errno, extra: object = {}): Error {
  return Object.assign(new Error(`${code}: refused`), {
    code,
    errno: -constants.errno[code],
    syscall: 'open',
    ...extra,
  });
}

test('errno → variant, with errno, code, syscall and path kept', () => {
  const cases: [keyof typeof constants.errno, string][] = [
    ['EWOULDBLOCK', 'LockBusy'],
    ['EAGAIN', 'LockBusy'],
    ['EACCES', 'PermissionDenied'],
    ['EPERM', 'PermissionDenied'],
    ['ENOENT', 'NotFound'],
    ['EIO', 'Io'],
    ['ENOSPC', 'Io'],
    ['EROFS', 'Io'],
    ['ENOLCK', 'Io'],
    ['EINTR', 'Io'],
    ['ELOOP', 'Io'],
    ['EISDIR', 'Io'],
    ['EMFILE', 'Io'],
  ];
  for (const [code, kind] of cases) {
    const error = registryErrorFrom(systemError(code), place);
    assert.equal(error.kind, kind, code);
    assert.equal(error.path, place.path);
    assert.ok('errno' in error && error.errno === constants.errno[code] && error.syscall === 'open', code);
  }
});

test('a busy lock names its lock file and its holders', () => {
  const holders = [{ pid: 7, command: 'veil' }];
  const error = registryErrorFrom(systemError('EAGAIN', { path: place.lockPath }), { ...place, holders });
  assert.ok(error.kind === 'LockBusy' && error.lockPath === place.lockPath && error.holders === holders);
});

test('only the registry itself can be not found', () => {
  assert.equal(registryErrorFrom(systemError('ENOENT', { path: '/r' }), place).kind, 'Io');
});

test('the refused path is the one that the system named', () => {
  assert.equal(registryErrorFrom(systemError('EACCES', { path: '/r/a.lock' }), place).path, '/r/a.lock');
});

test('a bug is no registry error', () => {
  const bug = new TypeError('x is not a function');
  assert.throws(() => registryErrorFrom(bug, place), bug);
  assert.throws(() => registryErrorFrom('text', place));
});
