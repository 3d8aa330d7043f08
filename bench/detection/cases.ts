import { seededRandom } from '../random.ts';
import { fillContext } from './context.ts';
import { standIns } from './stand-ins.ts';
import {
  type Part,
  type Place,
  readTemplates,
  readTokenFormats,
  type Template,
  type TokenFormat,
} from './templates.ts';
import { drawValue, fillFormat, type Shape } from './values.ts';

/** A secret in a case: the lines it stands on, from 1, last one included. */
export interface SecretPlace {
  firstLine: number;
  lastLine: number;
}

/** One labelled file. A negative has no secrets. */
export interface LabelledCase {
  id: string;
  /** The template it was made from: what is reported when it is missed. */
  template: string;
  part: Part;
  kind: 'positive' | 'provider' | 'negative' | 'stand-in' | 'near miss';
  shape: Shape | '';
  place: Place | '';
  fileName: string;
  text: string;
  secrets: SecretPlace[];
}

const variantsOfPositive = 4;
const variantsOfNegative = 3;

/** All cases of one part, the same for each call: every case has a seed of its own, named by its template. */
export function makeCases(part: Part): LabelledCase[] {
  const formats = readTokenFormats();
  const templates = readTemplates(part);
  const cases = templates.flatMap((template) => (template.secret ? positives(template, formats) : negatives(template)));
  cases.push(...templates.filter(({ secret }) => secret).flatMap(standInCases));
  // The list of providers is for finding gaps in the catalogue, which is tuning: the held-out part has tokens in its own carriers.
  if (part === 'tune') cases.push(...formats.flatMap(providerCases));
  return withoutDoubles(cases);
}

function positives(template: Template, formats: readonly TokenFormat[]): LabelledCase[] {
  return Array.from({ length: variantsOfPositive }, (_, variant) => {
    const random = seededRandom(`${template.id}#${variant}`);
    const context = { inUrl: template.place === 'url' };
    let shape: Shape = 'alphanumeric';
    let token = '';
    const body = fillContext(random, template.body);
    const { text, secrets } = placeSecrets(body, () => {
      const value = drawValue(random, template.kinds, context, () => {
        const format = random.pick(formats);
        token = `:${format.name}`;
        return fillFormat(random, format.format);
      });
      shape = value.shape;
      return value.text;
    });
    const name = template.id + token;
    return {
      ...base(template, variant),
      template: name,
      kind: 'positive' as const,
      shape,
      place: template.place,
      text,
      secrets,
    };
  });
}

function negatives(template: Template): LabelledCase[] {
  return Array.from({ length: variantsOfNegative }, (_, variant) => {
    const text = fillContext(seededRandom(`negative ${template.id}#${variant}`), template.body);
    return { ...base(template, variant), kind: 'negative' as const, text };
  });
}

// The same places with a value that is no secret: what half of the world's documentation looks like.
function standInCases(template: Template): LabelledCase[] {
  // Behind a token's or a PEM block's place, a stand-in has no shape to stand in for.
  if (/tok|pem|pgp|ppk|shadow|apr1/.test(template.kinds)) return [];
  // Nor where the context holds random text of its own, which a tool may rightly report.
  if (/\[\[(alnum|upper|lower|hex|HEX|b64\w*|uuid)\b/.test(template.body)) return [];
  return Array.from({ length: 2 }, (_, variant) => {
    const random = seededRandom(`stand-in ${template.id}#${variant}`);
    const text = fillContext(random, template.body).replaceAll('{{V}}', () => random.pick(standIns));
    return { ...base(template, variant), kind: 'stand-in' as const, text };
  });
}

function providerCases({ name, format, freeLength }: TokenFormat): LabelledCase[] {
  const random = seededRandom(`provider ${name}`);
  const vendor = name.replace(/-.*/, '');
  const label = (carrier: string, place: Place | '') => {
    const id = `provider/${name}/${carrier}`;
    return { id, template: id, part: 'tune' as const, place };
  };
  const positive = (carrier: string, fileName: string, body: string, place: Place): LabelledCase => {
    const placed = placeSecrets(body, () => fillFormat(random, format));
    return { ...label(carrier, place), kind: 'provider', shape: 'own prefix', fileName, ...placed };
  };
  const cases = [
    positive('bare', 'src/start.js', `run("{{V}}", 3);\n`, 'none'),
    positive('named', 'config/services.py', `${vendor.toUpperCase()}_TOKEN = "{{V}}"\n`, 'same'),
  ];
  if (freeLength) return cases;
  // Too short by a third, with no word beside it: nobody's credential.
  const whole = fillFormat(random, format);
  const text = `run("${whole.slice(0, Math.floor(whole.length * 0.66))}", 3);\n`;
  cases.push({ ...label('short', ''), kind: 'near miss', shape: '', fileName: 'src/start.js', text, secrets: [] });
  return cases;
}

function base(template: Template, variant: number) {
  return {
    id: `${template.id}#${variant}`,
    template: template.id,
    part: template.part,
    shape: '' as const,
    place: '' as const,
    fileName: fillContext(seededRandom(template.id), template.fileName),
    secrets: [],
  };
}

/** Puts values into the `{{V}}` of `body` and says on which lines each one came to stand. */
export function placeSecrets(body: string, draw: () => string): { text: string; secrets: SecretPlace[] } {
  const secrets: SecretPlace[] = [];
  let text = '';
  body.split('{{V}}').forEach((piece, index) => {
    if (index > 0) {
      const value = draw();
      const firstLine = text.split('\n').length;
      text += value;
      secrets.push({ firstLine, lastLine: text.split('\n').length });
    }
    text += piece;
  });
  return { text, secrets };
}

function withoutDoubles(cases: LabelledCase[]): LabelledCase[] {
  const seen = new Set<string>();
  return cases.filter(({ text, fileName }) => {
    const key = `${fileName}\0${text}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
