import type { Locale, PalaceFigures, PalaceTable, UnionFigures, UnionTable } from '@wengong/contract';
import { type Cell, type Sheet, type SheetFormat, sheetBytes } from '../../../kernel/sheets/sheet-file.ts';
import { type Heading, headings, levelNames, sheetNames } from './sheet-words.ts';

/** A column: its heading, and what stands in it. */
type Column<Row> = readonly [heading: Heading, cell: (row: Row) => Cell];

const SUMS = [
  'visits',
  'people',
  'admissions',
  'walkIns',
  'stamps',
  'memberVisits',
  'publicBenefitVisits',
] as const;
const SEATS = ['sessions', 'seatsOffered', 'seatsBooked', 'seatsMissed'] as const;

type Counted = Readonly<Partial<Record<(typeof SUMS)[number] | (typeof SEATS)[number], number | null>>>;
const numbers = <Row extends Counted>(keys: readonly (keyof Counted & Heading)[]): Column<Row>[] =>
  keys.map((key) => [key, (row: Row) => row[key] ?? null]);

const ofProgramme = [...SEATS, 'visits', 'people', 'publicBenefitVisits'] as const;

/** One table of a palace's figures as a file. */
export function palaceSheet(
  format: SheetFormat,
  figures: PalaceFigures,
  { table, locale }: { readonly table: PalaceTable; readonly locale: Locale },
): AsyncIterable<Uint8Array> {
  const title = (row: { title: string; titleEn: string }) => (locale === 'en' && row.titleEn) || row.title;
  const name = (row: { name: string; nameEn: string }) => (locale === 'en' && row.nameEn) || row.name;
  const tables = {
    periods: () => periods(figures.periods),
    activities: () => tableOf(figures.activities, [['activity', title], ...numbers([...ofProgramme])]),
    brands: () => tableOf(figures.brands, [['brand', name], ...numbers([...ofProgramme])]),
    spaces: () => tableOf(figures.spaces, [['space', name], ...numbers([...ofProgramme])]),
  };
  return file(format, table, locale, tables[table]());
}

/** One table of a union's figures as a file. */
export function unionSheet(
  format: SheetFormat,
  figures: UnionFigures,
  { table, locale }: { readonly table: UnionTable; readonly locale: Locale },
): AsyncIterable<Uint8Array> {
  const name = (row: { name: string; nameEn: string }) => (locale === 'en' && row.nameEn) || row.name;
  const tables = {
    periods: () => periods(figures.periods),
    unions: () =>
      tableOf(figures.unions, [
        ['union', name],
        ['level', (row) => levelNames[locale][row.level] ?? row.level],
        ['palaces', (row) => row.palaces],
        ...numbers<(typeof figures.unions)[number]>([...SUMS, ...SEATS]),
      ]),
    palaces: () =>
      tableOf(figures.palaces, [
        ['palace', name],
        ['city', (row) => row.city],
        ...numbers<(typeof figures.palaces)[number]>([...SUMS, ...SEATS]),
      ]),
    brands: () =>
      tableOf(figures.brands, [
        ['brand', name],
        ['palace', (row) => (locale === 'en' && row.palaceNameEn) || row.palaceName],
        ['sessions', (row) => row.sessions],
        ['visits', (row) => row.visits],
      ]),
  };
  return file(format, table, locale, tables[table]());
}

const periods = (rows: UnionFigures['periods']) =>
  tableOf(rows, [
    ['from', (row) => ({ wall: row.from })],
    ['to', (row) => ({ wall: row.to })],
    ...numbers<(typeof rows)[number]>([...SUMS, ...SEATS]),
  ]);

interface Table {
  readonly heading: readonly Heading[];
  readonly rows: readonly (readonly Cell[])[];
}

const tableOf = <Row>(rows: readonly Row[], columns: readonly Column<Row>[]): Table => ({
  heading: columns.map(([heading]) => heading),
  rows: rows.map((row) => columns.map(([, cell]) => cell(row))),
});

function file(
  format: SheetFormat,
  table: PalaceTable | UnionTable,
  locale: Locale,
  { heading, rows }: Table,
): AsyncIterable<Uint8Array> {
  const sheet: Sheet = {
    name: sheetNames[locale][table],
    heading: heading.map((key) => headings[locale][key]),
    widths: heading.map((_, index) => (index === 0 ? 26 : 12)),
    rows: inOne(rows),
  };
  return sheetBytes(format, sheet);
}

async function* inOne(rows: readonly (readonly Cell[])[]): AsyncGenerator<readonly (readonly Cell[])[]> {
  yield rows;
}
