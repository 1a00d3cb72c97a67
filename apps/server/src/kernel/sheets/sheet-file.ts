import { csvBytes } from './csv.ts';
import { xlsxBytes } from './xlsx.ts';

/** A time on a palace's wall clock, YYYY-MM-DDTHH:MM; a day alone, YYYY-MM-DD. */
export interface WallTime {
  readonly wall: string;
}

export type Cell = string | number | WallTime | null;

export interface Sheet {
  /** On the tab of the workbook. */
  readonly name: string;
  readonly heading: readonly string[];
  /** Row by row, or in handfuls as they come from the database: never all at once. */
  readonly rows: AsyncIterable<readonly (readonly Cell[])[]>;
  /** Widths of the columns in characters; 14 unless given. */
  readonly widths?: readonly number[];
}

export const sheetTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;
export type SheetFormat = keyof typeof sheetTypes;

/**
 * A table as a file, made while it is read: memory holds a handful of rows, however many there are. A reader that goes
 * away ends `rows`, too.
 */
export const sheetBytes = (format: SheetFormat, sheet: Sheet): AsyncIterable<Uint8Array> =>
  format === 'csv' ? csvBytes(sheet) : xlsxBytes(sheet);

/** Header that makes a browser save a file under `name` (RFC 6266); any letters. */
export const attachment = (name: string): string =>
  `attachment; filename="${name.replaceAll(/[^\w.-]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`;
