/**
 * What a command is described with. Taken from the library's inner files: its front door also loads a terminal's and a
 * socket's code and its own printing, some 15 ms of each start, for what is done here by command-set.ts and help.ts.
 */
export { Command, type CommandClass } from 'clipanion/lib/advanced/Command.js';
export * as Option from 'clipanion/lib/advanced/options/index.js';
