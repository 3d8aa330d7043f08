/** The options by which a command is told its configuration and rules: the same names and words everywhere. */
import { Option } from './command-definition.ts';

export const configOption = () =>
  Option.String('-c,--config', {
    description: '[FILE] Configuration (default: the nearest veil.toml at or above what is scanned)',
  });

export const rulesOption = () =>
  Option.Array('--rules', {
    description: '[FILE] Rules of your own: a TOML file or a folder of them, beside the built-in ones (repeat)',
  });

export const enableRuleOption = () =>
  Option.Array('--enable-rule', { description: '[ID] Switch a rule on that is off by default (repeat, or a,b)' });

export const disableRuleOption = () =>
  Option.Array('--disable-rule', { description: '[ID] Switch a rule off (repeat, or a,b)' });
