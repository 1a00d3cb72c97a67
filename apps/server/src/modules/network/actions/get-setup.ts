import { getSetup } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { countPalaces } from '../network.store.ts';

export const getSetupAction = handle(getSetup, async ({ reader }) => ({
  needed: (await countPalaces(reader)) === 0,
}));
