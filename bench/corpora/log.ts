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

/** One large file: an application's log with three secrets in it, the same bytes for the same size and seed. */
export function logCorpus(sizeBytes: number, name = 'log'): Corpus {
  return {
    name,
    describe: `one ${(sizeBytes / 1e9).toFixed(2)} GB log file with three planted secrets`,
    prepare() {
      const folder = cacheFolder(name);
      const path = `${folder}/service.log`;
      const note = `${folder}/planted.json`;
      if (!existsSync(note)) {
        mkdirSync(folder, { recursive: true });
        writeFileSync(note, JSON.stringify(writeLog(path, sizeBytes), null, 2));
      }
      const planted = JSON.parse(readFileSync(note, 'utf8')) as PlantedSecret[];
      return { path, files: 1, bytes: statSync(path).size, planted };
    },
  };
}

function writeLog(path: string, sizeBytes: number): PlantedSecret[] {
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
  const pool = Array.from({ length: 4096 }, () => message(random));
  while (written < sizeBytes) {
    const next = secrets[planted.length];
    let text: string;
    if (next !== undefined && written >= next.share * sizeBytes) {
      const before = `${stamp(line)} ${next.before}`;
      text = `${before}${next.secret}${next.after}\n`;
      planted.push({ file: path, line: line + 1, column: before.length + 1, kind: next.kind });
    } else {
      text = `${stamp(line)} ${pool[random.below(pool.length)]} request=${(line * 2654435761) >>> 0}\n`;
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

function stamp(line: number): string {
  // 3 ms a line from a fixed start: no clock, the same file each time.
  return new Date(1717200000000 + line * 3).toISOString();
}

const levels = ['INFO', 'INFO', 'INFO', 'INFO', 'DEBUG', 'DEBUG', 'WARN', 'ERROR'];
const parts = ['http', 'db.pool', 'cache', 'worker', 'auth', 'billing', 'search', 'mailer', 'scheduler', 'gateway'];
const verbs = [
  'accepted',
  'finished',
  'retried',
  'dropped',
  'queued',
  'opened',
  'closed',
  'refreshed',
  'expired',
  'loaded',
];
const things = [
  'connection',
  'request',
  'session',
  'batch',
  'token cache entry',
  'job',
  'page',
  'invoice',
  'user profile',
  'index segment',
];

function message(random: Random): string {
  const common = `${random.pick(levels)} ${random.pick(parts)} ${random.pick(verbs)} ${random.pick(things)}`;
  return random.pick([
    `${common} id=${random.text(hexDigits, 8)}-${random.text(hexDigits, 4)}-4${random.text(hexDigits, 3)}-a${random.text(hexDigits, 3)}-${random.text(hexDigits, 12)}`,
    `${common} in ${random.below(900)} ms, ${random.below(50)} left`,
    `${common} path=/api/v2/${random.pick(things).replace(/ /g, '-')}/${random.below(1_000_000)} status=${random.pick([200, 200, 201, 304, 404, 500])}`,
    `${common} user=${random.below(100_000)} ip=10.${random.below(256)}.${random.below(256)}.${random.below(256)}`,
    `${common} sha256=${random.text(hexDigits, 64)} size=${random.below(1_000_000)}`,
    `${common}: upstream said "${random.pick(verbs)} by peer" after ${random.below(30)} tries`,
  ]);
}
