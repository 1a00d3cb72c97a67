import type { IconName } from '#lib/ui/icons.ts';

/** One line of the palette: somewhere to go. */
export interface Command {
  /** Unique among the commands offered. */
  readonly key: string;
  readonly label: string;
  /** Second line: what it is about. */
  readonly hint?: string;
  readonly href: string;
  readonly icon: IconName;
  /** Keys that do the same, as they are pressed one after the other. */
  readonly keys?: readonly string[];
  /** Offered again when the palette opens; never for what names a person. */
  readonly remember?: boolean;
}

export interface CommandGroup {
  readonly label: string;
  readonly commands: readonly Command[];
}

/** Commands whose words hold everything that was typed, in any order; those that begin with it first. */
export function matching(commands: readonly Command[], typed: string): Command[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = commands.filter(({ label, hint = '' }) => {
    const text = `${label} ${hint}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const begins = (command: Command) => command.label.toLowerCase().startsWith(words[0] ?? '');
  return [...fits.filter(begins), ...fits.filter((command) => !begins(command))];
}

/** The latest first, each once, at most `most`. */
export const remembered = (before: readonly Command[], command: Command, most = 6): readonly Command[] =>
  command.remember === false
    ? before
    : [command, ...before.filter((one) => one.href !== command.href)].slice(0, most);
