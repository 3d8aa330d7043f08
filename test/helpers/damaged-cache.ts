/** What may have happened to a file of a cache, whatever it caches. */
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';

/** By what a warning says of it: each makes `file`, which held `good`, one that must not be used. To be done in order. */
export function damagesOf(file: string, good: Buffer): Record<string, () => void> {
  return {
    'is damaged: cut': () => writeFileSync(file, good.subarray(0, good.length - 7)),
    'is damaged: changed': () => writeFileSync(file, Buffer.from(good).fill(0x41, 25, 41)),
    'others may write': () => chmodSync(file, 0o666),
    'no regular file': () => {
      rmSync(file);
      mkdirSync(file);
    },
    ELOOP: () => {
      rmSync(file, { recursive: true });
      writeFileSync(`${file}-x`, good);
      symlinkSync(`${file}-x`, file);
    },
  };
}
