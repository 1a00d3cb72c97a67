import { ROSTER_FILE_ROWS } from '@wengong/contract';

/** Rows of cells; the first is the header. */
export type Cells = readonly (readonly string[])[];

/** Rows below the header, and cells of a row that are looked at. */
export const MOST_ROWS = ROSTER_FILE_ROWS;
export const MOST_CELLS = 40;

/** Why a file gives no cells. */
export class FileFault extends Error {
  readonly fault: 'unreadable' | 'too-large';

  constructor(fault: 'unreadable' | 'too-large', options: { cause?: unknown } = {}) {
    super(fault, options);
    this.fault = fault;
  }
}
