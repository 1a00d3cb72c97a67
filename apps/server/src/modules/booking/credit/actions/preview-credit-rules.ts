import { previewCreditRules } from '@wengong/contract';
import { handle } from '../../../../kernel/module.ts';
import { tryRules } from '../credit.rules.ts';
import { presentStanding } from '../my-credit.ts';

export const previewCreditRulesAction = handle(previewCreditRules, async ({ body, now }) => {
  const { afterOne, afterTwo, daysToExcellent } = tryRules(body, now);
  return { afterOne: presentStanding(afterOne), afterTwo: presentStanding(afterTwo), daysToExcellent };
});
