import { listPlaceNames } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { placesWithPalaces } from '../network.store.ts';
import { placeNameEn } from '../place-names.rules.ts';

export const listPlaceNamesAction = handle(listPlaceNames, async ({ reader }) => {
  const places = await placesWithPalaces(reader);
  const names = places.flatMap(({ province, city, district }) => [province, city, district]);
  return { names: Object.fromEntries([...new Set(names)].map((name) => [name, placeNameEn(name)])) };
});
