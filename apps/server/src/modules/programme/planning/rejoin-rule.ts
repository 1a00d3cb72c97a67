import type { Tx } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/errors.ts';
import { findPalace } from '../../network/index.ts';
import type { SessionRow } from '../programme.tables.ts';
import { planOn, withDay } from './session-rule.rules.ts';
import { ruleById, sessionsOfRule, updateRule } from './session-rule.store.ts';

interface Wanted {
  readonly ruleId: string;
  readonly day: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly spaceId: string | null;
}

/**
 * Gives a rule back the day on which a session went its own way, when the session returns to where the rule has it. The
 * caller holds the activity's lock and writes what is returned to the session. Throws `conflict` when the rule has
 * changed meanwhile.
 */
export async function rejoinRule(
  tx: Tx,
  session: Pick<SessionRow, 'palace_id' | 'activity_id' | 'rule_id'>,
  wanted: Wanted,
  now: Date,
): Promise<{ rule_id: string; rule_day: string }> {
  const rule = await ruleById(tx, session.palace_id, wanted.ruleId);
  const palace = await findPalace(tx, session.palace_id);
  if (rule === undefined || palace === undefined || rule.activity_id !== session.activity_id)
    throw new Problem('not-found');
  const plan = planOn(wanted.day, rule.template, palace.time_zone, now);
  const returns =
    Date.parse(plan.startsAt) === Date.parse(wanted.startsAt) &&
    Date.parse(plan.endsAt) === Date.parse(wanted.endsAt) &&
    plan.spaceId === wanted.spaceId;
  const others = await sessionsOfRule(tx, session.palace_id, rule.id);
  const repeat = withDay(rule.repeat, wanted.day, others.length);
  const free = others.every((other) => other.rule_day !== wanted.day);
  if (session.rule_id !== null || !returns || repeat === null || !free) throw new Problem('conflict');
  await updateRule(tx, { ...rule, repeat });
  return { rule_id: rule.id, rule_day: wanted.day };
}
