import { examineRegistry } from '../../registry/index.ts';
import { Command } from '../command-definition.ts';
import { ExceptionsCommand } from '../exceptions/exceptions-command.ts';
import { exitCodes } from '../exit-codes.ts';

export class ExceptionsDoctorCommand extends ExceptionsCommand {
  static override paths = [['exceptions', 'doctor']];
  static override usage = Command.Usage({
    category: 'Exceptions',
    description: 'Say all that is wrong with the registry, line by line',
    details: 'Exit status: 0 when the registry can be used, 2 when it cannot. Changes nothing.',
    examples: [['The registry of this repository', 'veil exceptions doctor']],
  });

  async execute(): Promise<number> {
    const checks = examineRegistry(this.registryPath(), new Date());
    for (const { level, text } of checks) this.context.stdout.write(`${level.padEnd(4)}  ${text}\n`);
    return checks.some(({ level }) => level === 'FAIL') ? exitCodes.error : exitCodes.clean;
  }
}
