/** A stream, copied with its secrets masked. */
import type { Readable } from 'node:stream';
import type { NativeFinding } from '../native/decode.ts';
import { loadNative } from '../native/load.ts';
import { type Mask, maskSecret } from '../report/mask.ts';
import type { RuleCatalogue } from '../rules/catalogue.ts';
import { compileEngine } from '../scan/run-native.ts';
import type { ScanSettings } from '../scan/scan.ts';
import { type Piece, scanPieces } from '../scan/scan-pieces.ts';
import type { Output } from './output.ts';
import { writeChunk } from './report-output.ts';

/** What is there is copied when nothing more comes for so long: somebody may be looking. */
const IDLE_MS = 200;

interface MaskedRange {
  readonly begin: number;
  readonly end: number;
  readonly text: string;
}

/** Answers how many secrets were masked. Ends early, without an error, when the reader has gone away. Rejects as `scan` does. */
export async function filterStream(
  catalogue: RuleCatalogue,
  input: Readable,
  output: Output,
  name: string,
  mask: Mask,
  settings: ScanSettings,
): Promise<number> {
  const engine = compileEngine(loadNative(), catalogue, settings);
  const stop = (): unknown => input.destroy();
  settings.signal?.addEventListener('abort', stop, { once: true });
  // Node's standard output forgets an error: it would be written to for as long as the input goes on.
  let hasReader = true;
  const onError = (): void => {
    hasReader = false;
  };
  output.on('error', onError);
  let masked = 0;
  // A secret that goes on behind its piece: what follows up to there is not copied.
  let copiedTo = 0;
  const options = { name, binary: 'text', idleMs: IDLE_MS } as const;
  try {
    for await (const piece of scanPieces(catalogue, engine, input, options, settings)) {
      const chunks: Uint8Array[] = [];
      const pieceEnd = piece.offset + piece.bytes.length;
      const copyTo = (end: number): void => {
        if (end <= copiedTo) return;
        chunks.push(piece.bytes.subarray(copiedTo - piece.offset, Math.min(end, pieceEnd) - piece.offset));
      };
      for (const { begin, end, text } of rangesIn(piece, mask)) {
        copyTo(begin);
        // What overlaps the one before is masked with it.
        if (begin >= copiedTo) {
          chunks.push(encoded(text, piece.encoding));
          masked += 1;
        }
        copiedTo = Math.max(copiedTo, end);
      }
      copyTo(pieceEnd);
      copiedTo = Math.max(copiedTo, pieceEnd);
      if (!(await writeChunk(output, Buffer.concat(chunks))) || !hasReader) break;
    }
  } finally {
    output.off('error', onError);
    settings.signal?.removeEventListener('abort', stop);
    settings.signal?.throwIfAborted();
  }
  return masked;
}

/** In order of their begins. A range begins in the piece; it may end behind it. */
function rangesIn({ offset, bytes, findings, around }: Piece, mask: Mask): MaskedRange[] {
  const isHere = ({ begin }: MaskedRange): boolean => begin >= offset && begin < offset + bytes.length;
  const ofFindings = findings.map((finding) => ({
    begin: finding.offset,
    end: finding.offset + finding.length,
    text: maskSecret(finding.secret, mask),
  }));
  const ofPairs = around.findings.flatMap((finding) => pairRanges(finding, around, mask)).filter(isHere);
  return [...ofFindings, ...ofPairs].sort((a, b) => a.begin - b.begin || b.end - a.end);
}

/** Wherever the other half of a two-part credential stands around it. */
function pairRanges({ pair }: NativeFinding, around: Piece['around'], mask: Mask): MaskedRange[] {
  const ranges: MaskedRange[] = [];
  if (pair.length === 0) return ranges;
  for (let at = around.bytes.indexOf(pair); at !== -1; at = around.bytes.indexOf(pair, at + pair.length)) {
    const begin = around.offset + at;
    ranges.push({ begin, end: begin + pair.length, text: maskSecret(pair, mask) });
  }
  return ranges;
}

function encoded(text: string, encoding: Piece['encoding']): Buffer {
  if (encoding === 'utf16le') return Buffer.from(text, 'utf16le');
  return encoding === 'utf16be' ? Buffer.from(text, 'utf16le').swap16() : Buffer.from(text);
}
