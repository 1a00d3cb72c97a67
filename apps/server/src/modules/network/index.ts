import type { Module } from '../../kernel/module.ts';
import { networkRoutes } from './network.routes.ts';

export { createHierarchy } from './network.hierarchy.ts';
export {
  insertPalace,
  insertUnion,
  palaceById as findPalace,
} from './network.store.ts';
export type { PalaceRow, UnionRow } from './network.tables.ts';

export const networkModule: Module = { name: 'network', routes: networkRoutes };
