/** Registries as text, for tests. */

export interface EntryText {
  readonly id: string;
  readonly reason?: string;
  readonly expiresAt?: string;
  readonly owner?: string;
}

/** An id of the right form that is the same for the same number. */
export function idOf(number: number): string {
  return `fx_${number
    .toString(26)
    .replace(/[0-9]/g, (digit) => 'qrstuvwxyz'[Number(digit)] ?? 'q')
    .padStart(26, 'a')}`;
}

/** In the form that veil writes. */
export function registryText(entries: readonly EntryText[]): string {
  const blocks = entries.map(({ id, reason = 'a test fixture', expiresAt, owner }) =>
    [
      '[[exceptions]]',
      `id = "${id}"`,
      `reason = "${reason}"`,
      ...(expiresAt === undefined ? [] : [`expires_at = "${expiresAt}"`]),
      ...(owner === undefined ? [] : [`owner = "${owner}"`]),
      '',
    ].join('\n'),
  );
  return ['version = 1\n', ...blocks].join('\n');
}

/** `count` entries with all that `add` writes, sorted by id. */
export function largeRegistryText(count: number): string {
  const blocks = Array.from({ length: count }, (_, i) =>
    [
      '[[exceptions]]',
      `id = "fx_${String(i)
        .padStart(6, '0')
        .replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? 'a')
        .padStart(26, 'a')}"`,
      `reason = "Test fixture number ${i}"`,
      'expires_at = "2099-01-31T00:00:00Z"',
      'created_at = "2026-01-31T00:00:00Z"',
      'created_by = "someone"',
      'owner = "payments"',
      '',
    ].join('\n'),
  );
  return ['version = 1\n', ...blocks].join('\n');
}
