/**
 * Progress of long steps. On a terminal one line shows what is going on, elsewhere each step prints a line when it
 * begins and one when it is done. Steps may overlap.
 */
export class Progress {
  readonly #active = new Map<string, { since: number; note: string }>();
  readonly #tty = process.stdout.isTTY === true;
  #timer: NodeJS.Timeout | undefined;

  /** Runs one step; `note` shows how far it is. A step faster than a blink leaves no line. */
  async step<T>(label: string, work: (note: (text: string) => void) => Promise<T>): Promise<T> {
    const step = { since: Date.now(), note: '' };
    this.#active.set(label, step);
    if (!this.#tty) console.log(`· ${label} …`);
    this.#timer ??= this.#tty ? setInterval(() => this.#draw(), 100) : undefined;
    try {
      const result = await work((text) => {
        step.note = text;
      });
      this.#end(label, `✓ ${label} ${seconds(step.since)}`);
      return result;
    } catch (error) {
      this.#end(label);
      throw error;
    }
  }

  #end(label: string, line?: string): void {
    this.#active.delete(label);
    this.#clear();
    if (line) console.log(line);
    if (this.#active.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #draw(): void {
    const frame = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'.charAt(Math.floor(Date.now() / 100) % 10);
    const parts = [...this.#active].map(([label, { since, note }]) =>
      [label, seconds(since), note].filter(Boolean).join(' '),
    );
    const width = Math.max(20, (process.stdout.columns ?? 80) - 2);
    process.stdout.write(`\r\u001b[K${frame} ${cut(parts.join('  ·  '), width - 2)}`);
  }

  #clear(): void {
    if (this.#tty) process.stdout.write('\r\u001b[K');
  }
}

function seconds(since: number): string {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}

/** Columns a text takes on a terminal: Chinese characters and full-width signs take two. */
export function columns(text: string): number {
  let width = 0;
  for (const char of text)
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u.test(
        char,
      )
        ? 2
        : 1;
  return width;
}

/** The text up to a width in columns. */
function cut(text: string, width: number): string {
  let result = '';
  for (const char of text) {
    if (columns(result + char) > width) break;
    result += char;
  }
  return result;
}

/** The text filled up with spaces to a width in columns. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columns(text)));
}
