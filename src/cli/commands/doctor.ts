import { Command } from '../command-definition.ts';
import { exitCodes } from '../exit-codes.ts';
import { VeilCommand } from '../veil-command.ts';

export class DoctorCommand extends VeilCommand {
  static override paths = [['doctor']];
  static override usage = Command.Usage({
    description: 'Say what veil runs on and whether its parts work',
    examples: [['What to send along with a bug report', 'veil doctor']],
  });

  async execute(): Promise<number> {
    const { examine } = await import('../examine.ts');
    const checks = examine();
    const width = Math.max(...checks.map(({ name }) => name.length));
    for (const { name, ok, text } of checks) {
      this.context.stdout.write(`${ok ? 'ok  ' : 'FAIL'}  ${name.padEnd(width)}  ${text}\n`);
    }
    return checks.every(({ ok }) => ok) ? exitCodes.clean : exitCodes.error;
  }
}
