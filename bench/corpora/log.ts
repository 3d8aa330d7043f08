import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { cacheFolder } from '../paths.ts';
import { alphanumeric, hexDigits, type Random, seededRandom, upperLetters } from '../random.ts';
import type { Corpus, PlantedSecret } from './corpus.ts';
import { type LogKind, service } from './log-kinds.ts';

/** One large log with three secrets in it, the same bytes for the same size and kind. */
export function logCorpus(sizeBytes: number, name = 'log', kind: LogKind = service): Corpus {
  return {
    name,
    describe: `one ${(sizeBytes / 1e9).toFixed(2)} GB log of ${kind.of} with three planted secrets`,
    prepare() {
      const folder = cacheFolder(name);
      const path = `${folder}/service.log`;
      const note = `${folder}/planted.json`;
      if (!existsSync(note)) {
        mkdirSync(folder, { recursive: true });
        writeFileSync(note, JSON.stringify(writeLog(path, sizeBytes, kind), null, 2));
      }
      const planted = JSON.parse(readFileSync(note, 'utf8')) as PlantedSecret[];
      return { path, files: 1, bytes: statSync(path).size, planted };
    },
  };
}

function writeLog(path: string, sizeBytes: number, kind: LogKind): PlantedSecret[] {
  const random = seededRandom(20240601);
  const secrets = plantedLines(random);
  const planted: PlantedSecret[] = [];
  const partial = `${path}.partial`;
  const descriptor = openSync(partial, 'w');
  let written = 0;
  let line = 0;
  let chunk: string[] = [];
  // Lines are drawn from a pool: drawing each word of 8 million lines anew would take minutes. The time and the request
  // number still make each line different.
  const pool = Array.from({ length: 4096 }, () => kind.message(random));
  while (written < sizeBytes) {
    const next = secrets[planted.length];
    let text: string;
    if (next !== undefined && written >= next.share * sizeBytes) {
      const before = `${kind.head(line)}${next.before}`;
      text = `${before}${next.secret}${next.after}\n`;
      planted.push({ file: path, line: line + 1, column: before.length + 1, kind: next.kind });
    } else {
      text = `${kind.head(line)}${pool[random.below(pool.length)]}${kind.tail(line)}\n`;
    }
    line += 1;
    written += text.length;
    chunk.push(text);
    if (chunk.length === 8192 || written >= sizeBytes) {
      writeSync(descriptor, chunk.join(''));
      chunk = [];
    }
  }
  closeSync(descriptor);
  renameSync(partial, path);
  return planted;
}

function plantedLines(
  random: Random,
): { share: number; kind: string; before: string; secret: string; after: string }[] {
  const base32 = `${upperLetters}234567`;
  return [
    {
      share: 0.1,
      kind: 'aws',
      before: 'DEBUG s3 client made with access key ',
      secret: `AKIA${random.text(base32, 16)}`,
      after: ' region=eu-west-1',
    },
    {
      share: 0.5,
      kind: 'stripe',
      before: 'ERROR payment refused: Bearer ',
      secret: `sk_live_${random.text(alphanumeric, 24)}`,
      after: ' status=402',
    },
    {
      share: 0.95,
      kind: 'digitalocean',
      before: 'WARN deploy token=',
      secret: `dop_v1_${random.text(hexDigits, 64)}`,
      after: ' will expire',
    },
  ];
}
