import type { Tx } from '../../../kernel/db.ts';
import type { SessionRow } from '../programme.tables.ts';
import { sessionById } from '../session.store.ts';
import { withoutDay } from './session-rule.rules.ts';
import { ruleById, updateRule } from './session-rule.store.ts';

/** The columns of a session that repeats no more. */
export const OWN_WAY = { rule_id: null, rule_day: null } as const;

/**
 * Takes a session's day out of its rule, so that the rule does not plan it again when it is changed. The caller holds
 * the activity's lock and writes `OWN_WAY` to the session or removes it.
 */
export async function leaveRule(
  tx: Tx,
  session: Pick<SessionRow, 'palace_id' | 'rule_id' | 'rule_day'>,
): Promise<void> {
  if (session.rule_id === null || session.rule_day === null) return;
  const rule = await ruleById(tx, session.palace_id, session.rule_id);
  if (rule === undefined) return;
  await updateRule(tx, { ...rule, repeat: withoutDay(rule.repeat, session.rule_day) });
}

/** The rule that a session, as it was before, repeats by no more; null when it does, or never did. */
export async function ruleLeftBy(
  tx: Tx,
  before: Pick<SessionRow, 'palace_id' | 'id' | 'rule_id' | 'rule_day'>,
): Promise<{ ruleId: string; day: string } | null> {
  if (before.rule_id === null || before.rule_day === null) return null;
  const now = await sessionById(tx, before.palace_id, before.id);
  return now?.rule_id === null ? { ruleId: before.rule_id, day: before.rule_day } : null;
}
