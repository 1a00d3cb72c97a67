import { CsvError, parse } from 'csv-parse/sync';
import { type Cells, FileFault, MOST_CELLS, MOST_ROWS, withoutEmptyEnd } from './cells.ts';

/** Cells of a text with commas, semicolons or tabs between them. Throws `FileFault`. */
export function csvCells(bytes: Uint8Array): Cells {
  const text = textOf(bytes);
  try {
    const cells = parse(text, {
      bom: true,
      trim: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
    });
    const rows = withoutEmptyEnd(cells);
    if (rows.length > MOST_ROWS + 1) throw new FileFault('too-large');
    return rows.map((row) => row.slice(0, MOST_CELLS).map(withoutFormula));
  } catch (error) {
    if (error instanceof CsvError) throw new FileFault('unreadable', { cause: error });
    throw error;
  }
}

/** UTF-8 where the bytes are that, UTF-16 where they say so, else what Chinese spreadsheets write: GB18030. */
function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (!text.includes('\0')) return text;
    } catch {
      // Not in this encoding.
    }
  }
  throw new FileFault('unreadable');
}

function delimiterOf(text: string): string {
  const header = text.slice(0, 2000).split(/\r?\n/, 1)[0] ?? '';
  return ['\t', ';'].find((each) => header.includes(each)) ?? ',';
}

/** `="013800…"` is how programs keep a spreadsheet from reading a number: what it shows is meant. */
const withoutFormula = (cell: string): string => /^="(.*)"$/s.exec(cell)?.[1] ?? cell;
