const PRINTED_LINES = 25;

/**
 * Something the person who typed the command has to change. It is shown as one line, without a stack; what a failed
 * program printed goes above it.
 */
export class Refusal extends Error {
  readonly chinese: string;
  readonly english: string;
  readonly printed: string;

  constructor(chinese: string, english: string, printed = '') {
    super(english);
    this.name = 'Refusal';
    this.chinese = chinese;
    this.english = english;
    this.printed = lastLines(printed);
  }
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-PRINTED_LINES).join('\n');
}

/** One line for a terminal: Chinese first, English second. */
export function describeFailure(error: unknown): string {
  if (error instanceof Refusal) {
    const line = `✗ ${error.chinese} | ${error.english}`;
    return error.printed ? `${error.printed}\n${line}` : line;
  }
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'ENOSPC')
    return '✗ 磁盘已满，请腾出空间后重试 | The disk is full: free some space and try again';
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    const place = (error as NodeJS.ErrnoException).path ?? '';
    return `✗ 没有权限写入 ${place} | No permission to write ${place}`;
  }
  return `✗ ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

/** Runs a command-line tool: its number is the exit code, a failure is one line and exit code 1. */
export async function runTool(main: () => Promise<number> | Promise<void>): Promise<void> {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    console.error(describeFailure(error));
    process.exitCode = 1;
  }
}
