import { buffer } from 'node:stream/consumers';
import { Command, Option } from '../command-definition.ts';
import { ScanningCommand } from '../scanning-command.ts';

export class StdinCommand extends ScanningCommand {
  static override paths = [['stdin']];
  static override usage = Command.Usage({
    description: 'Find secrets in what comes on standard input',
    examples: [
      ['Look through a log', 'cat build.log | veil stdin'],
      ['Name the file that it came from', 'cat app.env | veil stdin --stdin-filename app.env'],
    ],
  });

  stdinFilename = Option.String('--stdin-filename', 'stdin', {
    description: 'The name to report, and to judge rules with path conditions by',
  });

  async execute(): Promise<number> {
    const request = await this.request();
    const [{ runScan }, { scanParts }] = await Promise.all([import('../run-scan.ts'), import('../scan-parts.ts')]);
    const data = await buffer(this.context.stdin);
    const text = { name: this.stdinFilename, data };
    return runScan({ ...request, scannedPaths: [] }, { kind: 'texts', texts: [text] }, scanParts);
  }
}
