/** Completion scripts for three shells, made from the commands' own definitions: words, options, else file names. */

export interface CompletedCommand {
  /** "exceptions add" */
  readonly path: string;
  readonly description: string;
  readonly options: readonly string[];
}

export const completionScripts: Readonly<
  Record<'bash' | 'zsh' | 'fish', (commands: readonly CompletedCommand[]) => string>
> = {
  bash: bashScript,
  zsh: (commands) => `#compdef veil\nautoload -U +X bashcompinit && bashcompinit\n${bashScript(commands)}`,
  fish: fishScript,
};

function bashScript(commands: readonly CompletedCommand[]): string {
  return `# veil's completion, made by "veil completion". Load it from ~/.bashrc: source <(veil completion bash)
_veil() {
  local current=\${COMP_WORDS[COMP_CWORD]} words=""
  case "\${COMP_WORDS[*]:1:COMP_CWORD-1}" in
${firstWordCases(commands)}
${commands.map(({ path, options }) => `    "${path}"*) words="${options.join(' ')}" ;;`).join('\n')}
  esac
  if [[ $current == -* || -n $words && $words != -* ]]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
  else
    COMPREPLY=($(compgen -f -- "$current"))
  fi
}
complete -o filenames -F _veil veil
`;
}

/** What may follow nothing, and a group's name. */
function firstWordCases(commands: readonly CompletedCommand[]): string {
  const followers = new Map<string, Set<string>>();
  for (const { path } of commands) {
    const words = path.split(' ');
    for (const [index, word] of words.entries()) {
      const before = words.slice(0, index).join(' ');
      followers.set(before, (followers.get(before) ?? new Set()).add(word));
    }
  }
  return [...followers]
    .map(([before, words]) => `    "${before}") words="${[...words].sort().join(' ')}" ;;`)
    .join('\n');
}

function fishScript(commands: readonly CompletedCommand[]): string {
  const lines = ['# veil\'s completion, made by "veil completion". Put it into ~/.config/fish/completions/veil.fish'];
  for (const { path, description, options } of commands) {
    const words = path.split(' ');
    const last = words.at(-1);
    const before = words.length === 1 ? '__fish_use_subcommand' : `__fish_seen_subcommand_from ${words[0]}`;
    lines.push(`complete -c veil -n '${before}' -a '${last}' -d '${description.replaceAll("'", "\\'")}'`);
    const seen = words.map((word) => `__fish_seen_subcommand_from ${word}`).join('; and ');
    for (const option of options.filter((name) => name.startsWith('--')))
      lines.push(`complete -c veil -n '${seen}' -l '${option.slice(2)}'`);
  }
  return `${lines.join('\n')}\n`;
}
