/** Milliseconds since some moment, by a clock that nobody sets. (`performance.now()` loads modules at its first use.) */
export function clockMs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}
