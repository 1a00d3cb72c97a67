import type { RouteBinding } from '../../kernel/module.ts';
import {
  getPalaceFiguresCsvAction,
  getPalaceFiguresXlsxAction,
  getUnionFiguresCsvAction,
  getUnionFiguresXlsxAction,
} from './actions/get-figure-sheets.ts';
import { getPalaceEquityAction } from './actions/get-palace-equity.ts';
import { getPalaceFiguresAction } from './actions/get-palace-figures.ts';
import { getUnionEquityAction } from './actions/get-union-equity.ts';
import { getUnionFiguresAction } from './actions/get-union-figures.ts';
import { getUnionOverviewAction } from './actions/get-union-overview.ts';

export const statisticsRoutes: readonly RouteBinding[] = [
  getPalaceFiguresAction,
  getPalaceEquityAction,
  getUnionFiguresAction,
  getUnionOverviewAction,
  getUnionEquityAction,
  getPalaceFiguresXlsxAction,
  getPalaceFiguresCsvAction,
  getUnionFiguresXlsxAction,
  getUnionFiguresCsvAction,
];
