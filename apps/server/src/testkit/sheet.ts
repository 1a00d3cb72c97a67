import { xlsxCells } from '../kernel/sheets/roster-file/xlsx-cells.ts';

/** Cells of a workbook that the product wrote, read by the code that reads other people's. */
export const sheetCells = (bytes: Buffer): Promise<readonly (readonly string[])[]> => xlsxCells(bytes);
