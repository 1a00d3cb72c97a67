import type { Module } from '../../kernel/module.ts';
import { statisticsJobs } from './statistics.jobs.ts';
import { statisticsRoutes } from './statistics.routes.ts';

export { countServed } from './equity/count-served.ts';
export { figureDrift } from './rollup/drift.ts';
export { rebuildFigures, rollUp } from './rollup/roll-up.ts';

export const statisticsModule: Module = {
  name: 'statistics',
  routes: statisticsRoutes,
  jobs: statisticsJobs,
};
