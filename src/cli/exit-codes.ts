/** The exit status is veil's answer to CI; docs/ci.md lists the same table. */
export const exitCodes = {
  clean: 0,
  findings: 1,
  /** Usage error, I/O error, incomplete scan, strict registry error: never to be read as "no findings". */
  error: 2,
  /** Strict mode: an exception has expired and nothing else is wrong. */
  expired: 3,
  interrupted: 130,
  terminated: 143,
} as const;
