import { listPassPlans } from '@wengong/contract';
import { handle } from '../../../../kernel/module.ts';
import { presentPlan } from '../passes.present.ts';
import { plansOf } from '../plans.store.ts';

export const listPassPlansAction = handle(listPassPlans, async ({ params, reader }) => ({
  items: (await plansOf(reader, params.palaceId)).map(presentPlan),
}));
