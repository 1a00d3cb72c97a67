import {
  getPalaceFiguresCsv,
  getPalaceFiguresXlsx,
  getUnionFiguresCsv,
  getUnionFiguresXlsx,
} from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { type Call, handle } from '../../../kernel/module.ts';
import { attachment, type SheetFormat } from '../../../kernel/sheets/sheet-file.ts';
import { findPalace } from '../../network/index.ts';
import { palaceFiguresOf } from '../palace-figures.ts';
import { palaceSheet, unionSheet } from '../sheets/figure-sheets.ts';
import { sheetNames } from '../sheets/sheet-words.ts';
import { unionFiguresOf } from '../union-figures.ts';

export const getPalaceFiguresXlsxAction = handle(getPalaceFiguresXlsx, (call) => ofPalace(call, 'xlsx'));
export const getPalaceFiguresCsvAction = handle(getPalaceFiguresCsv, (call) => ofPalace(call, 'csv'));
export const getUnionFiguresXlsxAction = handle(getUnionFiguresXlsx, (call) => ofUnion(call, 'xlsx'));
export const getUnionFiguresCsvAction = handle(getUnionFiguresCsv, (call) => ofUnion(call, 'csv'));

type PalaceCall = Pick<Call<typeof getPalaceFiguresCsv>, 'params' | 'query' | 'reader' | 'now' | 'setHeader'>;
type UnionCall = Pick<
  Call<typeof getUnionFiguresCsv>,
  'params' | 'query' | 'reader' | 'actor' | 'now' | 'setHeader'
>;

async function ofPalace(
  { params, query, reader, now, setHeader }: PalaceCall,
  format: SheetFormat,
): Promise<AsyncIterable<Uint8Array>> {
  const palace = await findPalace(reader, params.palaceId);
  if (palace === undefined) throw new Problem('not-found');
  const figures = await palaceFiguresOf(reader, params.palaceId, query, now);
  const name = (query.locale === 'en' && palace.name_en) || palace.name;
  setHeader('content-disposition', attachment(fileName(name, query, format)));
  return palaceSheet(format, figures, query);
}

async function ofUnion(
  { params, query, reader, actor, now, setHeader }: UnionCall,
  format: SheetFormat,
): Promise<AsyncIterable<Uint8Array>> {
  const figures = await unionFiguresOf(reader, params.unionId, { ...query, actor, now });
  const name = (query.locale === 'en' && figures.union.nameEn) || figures.union.name;
  setHeader('content-disposition', attachment(fileName(name, query, format)));
  return unionSheet(format, figures, query);
}

const fileName = (
  whose: string,
  { from, to, table, locale }: PalaceCall['query'] | UnionCall['query'],
  format: SheetFormat,
) => `${whose}-${sheetNames[locale][table]}-${from}-${to}.${format}`;
