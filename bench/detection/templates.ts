import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchSource } from '../paths.ts';

export const parts = [
  'tune',
  'outside',
  'tune-2',
  'held-out',
  'held-out-2',
  'held-out-3',
  'held-out-4',
  'held-out-5',
  'held-out-6',
  'held-out-7',
  'held-out-8',
  'held-out-9',
  'held-out-10',
  'held-out-11',
  'held-out-12',
  'held-out-13',
] as const;
export type Part = (typeof parts)[number];

/** Whoever reads the misses of another part tunes on it. These were blind once; their misses have been read. */
const noLongerBlind: readonly Part[] = [
  'held-out-5',
  'held-out-6',
  'held-out-7',
  'held-out-8',
  'held-out-9',
  'held-out-11',
  'held-out-13',
];
export const isToWorkOn = (part: Part): boolean => !part.startsWith('held-out') || noLongerBlind.includes(part);

/** Where the word stands that tells a reader that a value is secret. */
export type Place = 'same' | 'other' | 'provider' | 'none' | 'url';

/** A case in the form it was written: `{{V}}` is the secret, `[[…]]` is made-up context. */
export interface Template {
  id: string;
  part: Part;
  secret: boolean;
  fileName: string;
  /** Kinds of value that may stand there (see values.ts); empty for a negative. */
  kinds: string;
  place: Place;
  body: string;
}

export interface TokenFormat {
  name: string;
  format: string;
  /** A value cut short is still of this format. */
  freeLength: boolean;
}

const folder = (): string => benchSource('detection/templates');

/** Reads `templates/<part>/{positive,negative}-*.txt`. Throws on a malformed head line or an id that is used twice. */
export function readTemplates(part: Part): Template[] {
  const templates: Template[] = [];
  const seen = new Set<string>();
  for (const name of readdirSync(join(folder(), part)).sort()) {
    const secret = name.startsWith('positive-');
    for (const template of parseTemplates(readFileSync(join(folder(), part, name), 'utf8'), part, secret)) {
      const key = `${secret}:${template.id}`;
      if (seen.has(key)) throw new Error(`${name}: the id ${template.id} is used twice`);
      seen.add(key);
      templates.push(template);
    }
  }
  return templates;
}

/** Parses blocks of `### family/name | file name | kinds | place` (a negative has the first two) and a body. */
export function parseTemplates(text: string, part: Part, secret: boolean): Template[] {
  return text
    .split(/^### /m)
    .slice(1)
    .map((block) => {
      const end = block.indexOf('\n');
      const head = block
        .slice(0, end)
        .split('|')
        .map((field) => field.trim());
      const [id = '', fileName = '', kinds = '', place = 'none'] = head;
      if (!/^[\w.-]+\/[\w.-]+$/.test(id) || fileName === '' || head.length !== (secret ? 4 : 2)) {
        throw new Error(`bad head line: ### ${block.slice(0, end)}`);
      }
      const body = block.slice(end + 1);
      if (secret !== body.includes('{{V}}'))
        throw new Error(`${id}: a positive needs {{V}}, a negative must not have it`);
      return { id, part, secret, fileName, kinds, place: place as Place, body };
    });
}

/** The credential formats with a prefix of their own. */
export function readTokenFormats(): TokenFormat[] {
  return readFileSync(join(folder(), 'tokens.txt'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const space = line.indexOf(' ');
      const freeLength = line.startsWith('~');
      return { name: line.slice(freeLength ? 1 : 0, space), format: line.slice(space + 1), freeLength };
    });
}
