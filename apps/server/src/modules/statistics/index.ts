import type { Module } from '../../kernel/module.ts';
import { statisticsRoutes } from './statistics.routes.ts';

export const statisticsModule: Module = { name: 'statistics', routes: statisticsRoutes };
