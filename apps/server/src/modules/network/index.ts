import type { Module } from '../../kernel/module.ts';
import { networkRoutes } from './network.routes.ts';

export { createHierarchy } from './network.hierarchy.ts';
export { distanceKm } from './network.rules.ts';
export {
  countPalaces,
  insertPalace,
  insertUnion,
  palaceById as findPalace,
  palacesByIds,
  palacesOfCity,
  placedPalaces,
  unionsByIds,
  unionsByName,
} from './network.store.ts';
export type { PalaceRow, UnionRow } from './network.tables.ts';
export { insertPartner, partnersOf, replacePartner } from './partner.store.ts';
export { placeNameEn } from './place-names.rules.ts';
export {
  findUnion,
  type PlacedPalace,
  palacesUnder,
  unionsAbove,
  unionsBelow,
  unionsOfPalaces,
} from './union-tree.store.ts';

export const networkModule: Module = { name: 'network', routes: networkRoutes };
