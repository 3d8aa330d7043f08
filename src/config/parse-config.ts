/** One configuration file, from text to checked values. */
import { dirname, resolve } from 'node:path';
import { Problem } from '../errors/problem.ts';
import { parseToml, TomlTextError } from '../model/toml-text.ts';
import { type Config, type ConfigKey, configKeyNames, configKeys } from './keys.ts';

/** A larger one is a mistake or an attack; reading it would only cost memory. */
export const MOST_CONFIG_BYTES = 1024 * 1024;

const OF_A_RULE_FILE = ['rule', 'provider'];
const RULE_FILES = 'Rules stand in a file of their own, which the configuration names:\n[rules]\nfiles = ["acme.toml"]';

export interface ParsedConfig {
  readonly values: Partial<Config>;
  /** The line of each key that is set. */
  readonly lines: Readonly<Partial<Record<ConfigKey, number>>>;
}

/** Throws a `Problem` that names file, line and key for anything that veil does not know: a typo must not switch a check off. */
export function parseConfig(path: string, text: string): ParsedConfig {
  if (Buffer.byteLength(text) > MOST_CONFIG_BYTES)
    throw wrong(path, 1, `the configuration is larger than ${MOST_CONFIG_BYTES} bytes`);
  const values: Record<string, unknown> = {};
  const lines: Partial<Record<ConfigKey, number>> = {};
  for (const [section, content] of Object.entries(readToml(path, text))) {
    if (OF_A_RULE_FILE.includes(section))
      throw wrong(path, lineOf(text, section), `unknown key ${section}`, RULE_FILES);
    if (typeof content !== 'object' || content === null || Array.isArray(content))
      throw wrong(path, lineOf(text, section), `unknown key ${section}`, knownKeys());
    for (const [name, value] of Object.entries(content)) {
      const key = `${section}.${name}`;
      const line = lineOf(text, name, section);
      if (!isConfigKey(key)) throw wrong(path, line, `unknown key ${key}`, knownKeys());
      if (!configKeys[key].accepts(value))
        throw wrong(path, line, `a wrong value for ${key}`, `It takes ${configKeys[key].takes}.`);
      values[key] = withAbsolutePaths(key, value, dirname(path));
      lines[key] = line;
    }
  }
  return { values: values as Partial<Config>, lines };
}

/** Other files are found from the file that names them, wherever the scan runs. */
function withAbsolutePaths(key: ConfigKey, value: unknown, folder: string): unknown {
  if (key === 'exceptions.registry') return resolve(folder, value as string);
  return key === 'rules.files' ? (value as string[]).map((file) => resolve(folder, file)) : value;
}

function readToml(path: string, text: string): Record<string, unknown> {
  try {
    return parseToml(text);
  } catch (error) {
    if (!(error instanceof TomlTextError)) throw error;
    throw wrong(path, error.line, error.message);
  }
}

function isConfigKey(key: string): key is ConfigKey {
  return Object.hasOwn(configKeys, key);
}

function knownKeys(): string {
  return `The keys are ${configKeyNames.join(', ')}.`;
}

/** Where a key of `text` stands; its section's line, or the first, when it is written in a way that this simple look does not see. */
function lineOf(text: string, name: string, section?: string): number {
  const keys = text.split('\n').map((line) => line.replace(/["'[\]\s]/g, '').split(/[=#]/)[0]);
  const from = section === undefined ? 0 : Math.max(0, keys.indexOf(section));
  const at = keys.findIndex((key, index) => index >= from && (key === name || key === `${section}.${name}`));
  return (at === -1 ? from : at) + 1;
}

function wrong(path: string, line: number, what: string, next?: string): Problem {
  return new Problem({ what, where: `${path}:${line}`, ...(next === undefined ? {} : { next: [next] }) });
}
