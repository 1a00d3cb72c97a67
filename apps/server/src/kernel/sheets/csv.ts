import type { Cell, Sheet } from './sheet-file.ts';

/** CSV as RFC 4180 says, in UTF-8 with the mark by which spreadsheets know it. */
export async function* csvBytes({ heading, rows }: Sheet): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`\uFEFF${line(heading)}`);
  for await (const some of rows) if (some.length > 0) yield Buffer.from(some.map(line).join(''));
}

const line = (cells: readonly Cell[]): string => `${cells.map(csvField).join(',')}\r\n`;

/** One field. A text that a spreadsheet would run as a formula gets an apostrophe in front. */
export function csvField(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'object') return cell.wall.replace('T', ' ');
  const safe = /^\s*[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
