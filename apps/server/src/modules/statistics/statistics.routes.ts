import type { RouteBinding } from '../../kernel/module.ts';
import { getPalaceFiguresAction } from './actions/get-palace-figures.ts';
import { getUnionFiguresAction } from './actions/get-union-figures.ts';

export const statisticsRoutes: readonly RouteBinding[] = [getPalaceFiguresAction, getUnionFiguresAction];
