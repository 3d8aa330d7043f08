import { Command, Option } from '../command-definition.ts';
import { exitCodes } from '../exit-codes.ts';
import { oneOf } from '../values.ts';
import { VeilCommand } from '../veil-command.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;

export class CompletionCommand extends VeilCommand {
  static override paths = [['completion']];
  static override usage = Command.Usage({
    description: 'Print the completion script for a shell: bash, zsh or fish',
    examples: [
      ['For bash, in ~/.bashrc', 'source <(veil completion bash)'],
      ['For zsh, in a folder of $fpath', 'veil completion zsh > _veil'],
      ['For fish', 'veil completion fish > ~/.config/fish/completions/veil.fish'],
    ],
  });

  shell = Option.String({ name: 'SHELL', required: true });

  async execute(): Promise<number> {
    const shell = oneOf('the shell', this.shell, SHELLS);
    const [{ describeCommands }, { completionScripts }] = await Promise.all([
      import('../command-line.ts'),
      import('../completion-scripts.ts'),
    ]);
    const commands = (await describeCommands()).flatMap(({ paths, commandClass, options }) =>
      paths.map((path) => ({
        path: path.join(' '),
        description: commandClass.usage?.description ?? '',
        options: [...options.flatMap(({ names }) => names), '--help'],
      })),
    );
    this.context.stdout.write(completionScripts[shell](commands));
    return exitCodes.clean;
  }
}
