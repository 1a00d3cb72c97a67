import { listSessionRules } from '@wengong/contract';
import { handle } from '../../../../kernel/module.ts';
import { presentRule } from '../session-rule.present.ts';
import { rulesOfActivity, sessionsOfRule } from '../session-rule.store.ts';

export const listSessionRulesAction = handle(listSessionRules, async ({ params, reader }) => {
  const { palaceId, activityId } = params;
  const rules = await rulesOfActivity(reader, palaceId, activityId);
  const made = await Promise.all(rules.map((rule) => sessionsOfRule(reader, palaceId, rule.id)));
  return {
    items: rules.map((rule, index) => ({
      ...presentRule(rule),
      sessions: (made[index] ?? []).flatMap(({ id, rule_day }) =>
        rule_day === null ? [] : [{ sessionId: id, day: rule_day }],
      ),
    })),
  };
});
