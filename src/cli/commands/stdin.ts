import { resolve } from 'node:path';
import { Command, Option } from '../command-definition.ts';
import { BINARY_MODES, ScanningCommand } from '../scanning-command.ts';
import { oneOf } from '../values.ts';

export class StdinCommand extends ScanningCommand {
  static override paths = [['stdin']];
  static override usage = Command.Usage({
    description: 'Find secrets in what comes on standard input',
    examples: [
      ['Look through a log', 'cat build.log | veil stdin'],
      ['Name the file that it came from', 'cat app.env | veil stdin --stdin-filename app.env'],
    ],
  });

  stdinFilename = Option.String('--stdin-filename', {
    description:
      '[NAME] The name to report, and to judge by: for rules with path conditions and the globs of veil.toml',
  });

  binary = Option.String('--binary', {
    description: '[HOW] Input that looks binary: skip (the default), or strings: report what is certain in it',
  });

  async execute(): Promise<number> {
    const request = await this.request();
    const [{ runScan }, { scanParts }] = await Promise.all([import('../run-scan.ts'), import('../scan-parts.ts')]);
    const { cwd, stdin } = this.context;
    const name = this.stdinFilename;
    const work = {
      kind: 'stream',
      name: name ?? 'stdin',
      ...(name === undefined ? {} : { path: resolve(cwd, name) }),
      stream: stdin,
    } as const;
    const settings = {
      ...request.settings,
      ...(this.binary === undefined ? {} : { binary: oneOf('--binary', this.binary, BINARY_MODES) }),
    };
    return runScan({ ...request, scannedPaths: [], settings }, work, scanParts);
  }
}
