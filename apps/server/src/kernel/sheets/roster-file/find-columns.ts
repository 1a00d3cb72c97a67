import type { Cells } from './cells.ts';

/** Rows among which the column names are looked for: a title, a date and a remark often stand above them. */
const MOST_ABOVE = 10;

/** Where the columns of a file are. */
export interface FoundColumns<Column extends string> {
  /** Index of the row with their names. */
  readonly header: number;
  /** Index of each; -1 for one that is absent. */
  readonly at: Readonly<Record<Column, number>>;
}

/** The first row that names all `needed` columns, by any name of theirs; null when none does. */
export function findColumns<Column extends string>(
  cells: Cells,
  columns: Readonly<Record<Column, readonly string[]>>,
  needed: readonly NoInfer<Column>[],
): FoundColumns<Column> | null {
  for (const [header, row] of cells.slice(0, MOST_ABOVE).entries()) {
    const names = row.map(plainName);
    const at = Object.fromEntries(
      Object.entries<readonly string[]>(columns).map(([column, known]) => [
        column,
        names.findIndex((name) => known.includes(name)),
      ]),
    ) as Record<Column, number>;
    if (needed.every((column) => at[column] >= 0)) return { header, at };
  }
  return null;
}

/** A column's name without what is often added: “姓 名”, “手机号*”, “工号（可不填）”. */
const plainName = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
    .trim()
    .replace(/\s*[*(].*$/s, '');
