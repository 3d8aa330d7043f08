import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseExpiry, parseTimestamp, timestampOf, toUtc } from '../../src/registry/timestamps.ts';

test('what is a time, and which', () => {
  const cases: [string, string | undefined][] = [
    ['2027-01-31T00:00:00Z', '2027-01-31T00:00:00.000Z'],
    ['2027-01-31t00:00:00z', '2027-01-31T00:00:00.000Z'],
    ['2027-01-31 00:00:00Z', '2027-01-31T00:00:00.000Z'],
    ['2027-01-31T01:00:00+01:00', '2027-01-31T00:00:00.000Z'],
    ['2027-01-30T22:30:00-01:30', '2027-01-31T00:00:00.000Z'],
    ['2027-01-31T00:00:00.25Z', '2027-01-31T00:00:00.250Z'],
    ['2027-01-31T00:00:00.123456789+00:00', '2027-01-31T00:00:00.123Z'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
    ['2027-01-31', '2027-02-01T00:00:00.000Z'],
    ['2028-02-29', '2028-03-01T00:00:00.000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
    ['2027-02-29', undefined],
    ['2027-13-01', undefined],
    ['2027-00-01', undefined],
    ['2027-01-00', undefined],
    ['2027-04-31', undefined],
    ['2100-02-29', undefined],
    ['2027-1-31', undefined],
    ['27-01-31', undefined],
    ['2027-01-31T00:00:00', undefined],
    ['2027-01-31T00:00Z', undefined],
    ['2027-01-31T24:00:00Z', undefined],
    ['2027-01-31T00:60:00Z', undefined],
    ['2027-01-31T00:00:61Z', undefined],
    ['2027-01-31T00:00:00+24:00', undefined],
    ['2027-01-31T00:00:00+00:60', undefined],
    ['2027-01-31T00:00:00.Z', undefined],
    [' 2027-01-31', undefined],
    ['2027-01-31\n', undefined],
    ['31.01.2027', undefined],
    ['never', undefined],
    ['', undefined],
  ];
  for (const [text, expected] of cases) {
    const parsed = parseTimestamp(text);
    assert.equal(parsed && new Date(parsed.atMs).toISOString(), expected, JSON.stringify(text));
  }
});

test('any time that Date writes is read as the same', () => {
  const time = fc.date({
    min: new Date('0000-01-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59Z'),
    noInvalidDate: true,
  });
  fc.assert(fc.property(time, (date) => parseTimestamp(date.toISOString())?.atMs === date.getTime()));
});

test('--expires', () => {
  const now = new Date('2026-01-31T10:00:00.789Z');
  const cases: [string, string | undefined][] = [
    ['12h', '2026-01-31T22:00:00Z'],
    ['30d', '2026-03-02T10:00:00Z'],
    ['2w', '2026-02-14T10:00:00Z'],
    ['1y', '2027-01-31T10:00:00Z'],
    ['2027-01-31', '2027-01-31'],
    ['2027-01-31T00:00:00Z', '2027-01-31T00:00:00Z'],
    ['0d', undefined],
    ['-1d', undefined],
    ['1.5d', undefined],
    ['30', undefined],
    ['30m', undefined],
    ['30 d', undefined],
    ['9000y', undefined],
    ['99999999d', undefined],
    ['', undefined],
  ];
  for (const [text, expected] of cases) assert.equal(parseExpiry(text, now)?.text, expected, text);
});

test('what is written is read back, and reports show the last second of a day', () => {
  const time = timestampOf(new Date('2026-11-23T15:00:00.999Z'));
  assert.deepEqual(time, parseTimestamp('2026-11-23T15:00:00Z'));
  assert.equal(toUtc({ text: '2027-01-31', atMs: Date.parse('2027-02-01T00:00:00Z') }), '2027-01-31T23:59:59Z');
  assert.equal(
    toUtc({ text: '2027-01-31T01:00:00+01:00', atMs: Date.parse('2027-01-31T00:00:00Z') }),
    '2027-01-31T00:00:00Z',
  );
});
