import type { RepeatRule, SessionTemplate } from '@wengong/contract';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { ProgrammeTables, SessionRow, SessionRuleRow } from '../programme.tables.ts';

const db = tablesOf<ProgrammeTables>();

export const rulesOfActivity = (reader: Reader | Tx, palaceId: string, activityId: string) =>
  db
    .read(reader)
    .selectFrom('session_rule')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where('activity_id', '=', activityId)
    .orderBy('id')
    .execute();

export const ruleById = (reader: Reader | Tx, palaceId: string, id: string) =>
  db
    .read(reader)
    .selectFrom('session_rule')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where('id', '=', id)
    .executeTakeFirst();

/** Every session that a rule has made, cancelled ones included, in the order of its days. */
export const sessionsOfRule = (
  reader: Reader | Tx,
  palaceId: string,
  ruleId: string,
): Promise<SessionRow[]> =>
  db
    .read(reader)
    .selectFrom('session')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where('rule_id', '=', ruleId)
    .orderBy('rule_day')
    .execute();

// JSON texts are handed over as such: the driver would send an array of JavaScript as one of SQL.
const stored = (repeat: RepeatRule, template: SessionTemplate) => ({
  repeat: JSON.stringify(repeat) as never,
  template: JSON.stringify(template) as never,
});

export const insertRule = (tx: Tx, { repeat, template, ...row }: SessionRuleRow) =>
  db
    .write(tx)
    .insertInto('session_rule')
    .values({ ...row, ...stored(repeat, template) })
    .execute();

/** Writes how a rule repeats from now on, and its next version. */
export const updateRule = (tx: Tx, rule: SessionRuleRow): Promise<SessionRuleRow> =>
  db
    .write(tx)
    .updateTable('session_rule')
    .set({ ...stored(rule.repeat, rule.template), version: rule.version + 1 })
    .where('palace_id', '=', rule.palace_id)
    .where('id', '=', rule.id)
    .returningAll()
    .executeTakeFirstOrThrow();
