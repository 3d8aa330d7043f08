/** The line on stderr that says how a long scan gets on. */
import type { ScanProgress } from '../scan/scan.ts';
import { plural, secondsText, sizeText } from './numbers.ts';
import type { Output } from './output.ts';

/** A short scan shows nothing. */
const QUIET_MS = 1000;
const TERMINAL_INTERVAL_MS = 200;
const LOG_INTERVAL_MS = 5000;

export interface ProgressLine {
  readonly update: (progress: ScanProgress) => void;
  /** Takes the line away; anything may be written to stderr from then on. */
  readonly clear: () => void;
}

/** On a terminal one line that is rewritten, elsewhere (`--progress always`) a line of its own now and then. */
export function openProgressLine(stream: Output): ProgressLine {
  const isTerminal = stream.isTTY === true;
  const interval = isTerminal ? TERMINAL_INTERVAL_MS : LOG_INTERVAL_MS;
  let lastMs = QUIET_MS - interval;
  let isShown = false;
  return {
    update(progress) {
      if (progress.elapsedMs - lastMs < interval) return;
      lastMs = progress.elapsedMs;
      const line = progressText(progress).slice(0, (stream.columns ?? 80) - 1);
      stream.write(isTerminal ? `\r\u001b[K${line}` : `${line}\n`);
      isShown = isTerminal;
    },
    clear() {
      if (isShown) stream.write('\r\u001b[K');
      isShown = false;
    },
  };
}

function progressText({ files, bytes, findings, elapsedMs }: ScanProgress): string {
  const rate = elapsedMs > 0 ? (bytes / elapsedMs) * 1000 : 0;
  return [
    plural(files, 'file'),
    sizeText(bytes),
    `${sizeText(rate)}/s`,
    plural(findings, 'finding'),
    secondsText(elapsedMs),
  ].join('  ');
}
