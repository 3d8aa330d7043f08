/** The keys of veil.toml: what each takes, its default, and which of two values is the tighter one. */
import { type Severity, severities } from '../model/severity.ts';

export interface Config {
  readonly 'scan.include': readonly string[];
  readonly 'scan.exclude': readonly string[];
  readonly 'scan.gitignore': boolean;
  readonly 'scan.follow-symlinks': boolean;
  readonly 'rules.enable': readonly string[];
  readonly 'rules.disable': readonly string[];
  /** Rule files or folders, relative to the folder of the file that says it. */
  readonly 'rules.files': readonly string[];
  readonly 'rules.show-low-confidence': boolean;
  /** Comments in the scanned text: `veil:ignore`, `gitleaks:allow`. */
  readonly 'ignores.inline': boolean;
  readonly 'ignores.gitleaksignore': boolean;
  readonly 'ignores.baseline': boolean;
  readonly 'gates.severity': Severity;
  readonly 'gates.findings': number;
  readonly 'exceptions.strict': boolean;
  /** Relative to the folder of the file that says it; '' = the default place. */
  readonly 'exceptions.registry': string;
}

export type ConfigKey = keyof Config;

interface KeySpec<T> {
  readonly takes: string;
  readonly initial: T;
  readonly accepts: (value: unknown) => boolean;
  /**
   * What holds when an organisation's configuration says `floor` and a repository's says `wanted`: a repository can make
   * the scan find and fail more, never less. Without it the organisation's value stays.
   */
  readonly tighten?: (floor: T, wanted: T) => T;
}

const isStrings = (value: unknown): boolean => Array.isArray(value) && value.every((item) => typeof item === 'string');
const isBoolean = (value: unknown): boolean => typeof value === 'boolean';
const union = (floor: readonly string[], wanted: readonly string[]): string[] => [...new Set([...floor, ...wanted])];
const either = (floor: boolean, wanted: boolean): boolean => floor || wanted;
const both = (floor: boolean, wanted: boolean): boolean => floor && wanted;

export const configKeys: { readonly [K in ConfigKey]: KeySpec<Config[K]> } = {
  'scan.include': { takes: 'globs', initial: [], accepts: isStrings },
  'scan.exclude': { takes: 'globs', initial: [], accepts: isStrings },
  'scan.gitignore': {
    takes: 'true or false',
    initial: true,
    accepts: isBoolean,
    tighten: both,
  },
  'scan.follow-symlinks': { takes: 'true or false', initial: false, accepts: isBoolean, tighten: either },
  'rules.enable': { takes: 'rule ids', initial: [], accepts: isStrings, tighten: union },
  'rules.disable': { takes: 'rule ids', initial: [], accepts: isStrings },
  'rules.files': { takes: 'paths of rule files', initial: [], accepts: isStrings, tighten: union },
  'rules.show-low-confidence': { takes: 'true or false', initial: false, accepts: isBoolean, tighten: either },
  'ignores.inline': { takes: 'true or false', initial: true, accepts: isBoolean, tighten: both },
  'ignores.gitleaksignore': { takes: 'true or false', initial: true, accepts: isBoolean, tighten: both },
  'ignores.baseline': { takes: 'true or false', initial: true, accepts: isBoolean, tighten: both },
  'gates.severity': {
    takes: severities.join(', '),
    initial: 'low',
    accepts: (value) => severities.some((severity) => severity === value),
    tighten: (floor, wanted) => (severities.indexOf(wanted) < severities.indexOf(floor) ? wanted : floor),
  },
  'gates.findings': {
    takes: 'a whole number from 1',
    initial: 1,
    accepts: (value) => Number.isSafeInteger(value) && Number(value) >= 1,
    tighten: Math.min,
  },
  'exceptions.strict': { takes: 'true or false', initial: false, accepts: isBoolean, tighten: either },
  'exceptions.registry': {
    takes: 'a path',
    initial: '',
    accepts: (value) => typeof value === 'string' && value !== '',
  },
};

export const configKeyNames = Object.keys(configKeys) as ConfigKey[];
