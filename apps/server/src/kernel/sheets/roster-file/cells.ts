import { ROSTER_FILE_ROWS } from '@wengong/contract';

/** Rows of cells, as they stand in the file. */
export type Cells = readonly (readonly string[])[];

/** Rows below the header, and cells of a row that are looked at. */
export const MOST_ROWS = ROSTER_FILE_ROWS;
export const MOST_CELLS = 40;

/** Rows up to the last that holds something: spreadsheets write those that only have a border too. */
export function withoutEmptyEnd(cells: Cells): Cells {
  const last = cells.findLastIndex((row) => row.some((cell) => cell !== ''));
  return cells.slice(0, last + 1);
}

/** Why a file gives no cells. */
export class FileFault extends Error {
  readonly fault: 'unreadable' | 'too-large';

  constructor(fault: 'unreadable' | 'too-large', options: { cause?: unknown } = {}) {
    super(fault, options);
    this.fault = fault;
  }
}
