import { listCities } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { citiesWithPalaces } from '../network.store.ts';

export const listCitiesAction = handle(listCities, async ({ reader }) => ({
  items: await citiesWithPalaces(reader),
}));
