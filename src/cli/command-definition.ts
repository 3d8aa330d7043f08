/**
 * What a command is described with. Taken from the library's inner files: its front door also loads a terminal's and a
 * socket's code and its own printing, some 15 ms of each start, for what is done here by command-set.ts and help.ts.
 */
import type { CommandClass as ClassFor } from 'clipanion/lib/advanced/Command.js';

export { Command } from 'clipanion/lib/advanced/Command.js';
export * as Option from 'clipanion/lib/advanced/options/index.js';

/** The library asks for node's streams in a command's context, and looks at them only in what is not used of it. */
// biome-ignore lint/suspicious/noExplicitAny: no other type stands for a context of our own
export type AnyContext = any;

export type CommandClass = ClassFor<AnyContext>;
