import { copyActivity } from '@wengong/contract';
import type { Tx } from '../../../../kernel/db.ts';
import { Problem } from '../../../../kernel/errors.ts';
import { newId } from '../../../../kernel/ids.ts';
import { handle } from '../../../../kernel/module.ts';
import { instantAt, localDay, localMinutes, plusDays } from '../../../../kernel/zone.ts';
import { recordAudit } from '../../../identity/index.ts';
import { findPalace } from '../../../network/index.ts';
import { activityById, insertActivity, partnerIdsOf, replacePartners } from '../../activity.store.ts';
import type { ActivityRow, SessionRow } from '../../programme.tables.ts';
import { quotasOf, sessionsOfActivity } from '../../session.store.ts';
import { staffActivityOf } from '../../staff-activity.ts';
import { type PlannedSession, planSessions } from '../plan-sessions.ts';
import { shifted } from '../session-rule.rules.ts';
import { insertRule, rulesOfActivity } from '../session-rule.store.ts';

export const copyActivityAction = handle(copyActivity, async ({ params, body, actor, tx, deps, now }) => {
  const { palaceId, activityId } = params;
  const source = await activityById(tx, palaceId, activityId);
  const palace = await findPalace(tx, palaceId);
  if (source === undefined || palace === undefined) throw new Problem('not-found');
  const copy: ActivityRow = {
    ...source,
    id: newId(),
    title: body.title ?? source.title,
    status: 'draft',
    review_note: '',
    created_by: actor.personId,
    submitted_by: null,
    reviewed_by: null,
    publish_at: null,
    published_at: null,
    created_at: now,
    updated_at: now,
    version: 1,
  };
  await insertActivity(tx, copy);
  await replacePartners(tx, palaceId, copy.id, await partnerIdsOf(tx, palaceId, source.id));
  if (body.shiftDays !== null) {
    const rules = await copyRules(tx, source, copy, body.shiftDays);
    const sessions = await sessionsLater(tx, source, body.shiftDays, rules);
    const coming = sessions.filter(({ plan }) => Date.parse(plan.endsAt) > now.getTime());
    await planSessions(tx, deps, copy, palace.time_zone, coming, now);
  }
  await recordAudit(tx, {
    palaceId,
    actor,
    action: 'activity.copy',
    subject: { type: 'activity', id: copy.id },
    after: { from: source.id, title: copy.title, shiftDays: body.shiftDays },
    at: now,
  });
  return staffActivityOf(tx, deps.keys, copy);
});

/** Copies the rules that still make sense so many days later; returns the new ids by the old ones. */
async function copyRules(
  tx: Tx,
  source: ActivityRow,
  copy: ActivityRow,
  days: number,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const rule of await rulesOfActivity(tx, source.palace_id, source.id)) {
    const repeat = shifted(rule.repeat, days);
    if (repeat === null) continue;
    const id = newId();
    await insertRule(tx, {
      ...rule,
      id,
      activity_id: copy.id,
      repeat,
      created_at: copy.created_at,
      version: 1,
    });
    ids.set(rule.id, id);
  }
  return ids;
}

/** The plans of an activity's sessions so many days later, at the same hours of the palace's clock. */
async function sessionsLater(
  tx: Tx,
  source: ActivityRow,
  days: number,
  rules: ReadonlyMap<string, string>,
): Promise<PlannedSession[]> {
  const sessions = (await sessionsOfActivity(tx, source.palace_id, source.id)).filter(
    (session) => session.status === 'scheduled',
  );
  const ids = sessions.map((session) => session.id);
  const quotas = await quotasOf(tx, source.palace_id, ids);
  return sessions.map((session) => {
    const rule = session.rule_id === null ? undefined : rules.get(session.rule_id);
    return {
      plan: { ...planOf(session, days), quotas: quotas.get(session.id) ?? [] },
      ...(rule === undefined || session.rule_day === null
        ? {}
        : { rule: { id: rule, day: plusDays(session.rule_day, days) } }),
    };
  });
}

function planOf(session: SessionRow, days: number) {
  const later = (at: Date): string => {
    const zone = session.time_zone;
    const minute = instantAt(plusDays(localDay(at, zone), days), Math.floor(localMinutes(at, zone)), zone);
    return new Date(minute.getTime() + (at.getTime() % 60_000)).toISOString();
  };
  return {
    spaceId: session.space_id,
    teacherId: session.teacher_id,
    startsAt: later(session.starts_at),
    endsAt: later(session.ends_at),
    capacity: session.capacity,
    bookingOpensAt: later(session.booking_opens_at),
    bookingClosesAt: later(session.booking_closes_at),
    release: session.release,
  };
}
