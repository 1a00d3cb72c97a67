import { changeSessionRule } from '@wengong/contract';
import type { Tx } from '../../../../kernel/db.ts';
import type { Deps } from '../../../../kernel/deps.ts';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { recordAudit } from '../../../identity/index.ts';
import { release } from '../../../venue/index.ts';
import { cancelSessions } from '../../cancel-sessions.ts';
import { refreshListings } from '../../listings.ts';
import { changedPart, isEditable } from '../../programme.rules.ts';
import type { ActivityRow, SessionRow, SessionRuleRow } from '../../programme.tables.ts';
import { deleteSession, lockSessions } from '../../session.store.ts';
import { noteForReviewer } from '../../session-change.ts';
import { lockForPlanning } from '../lock-for-planning.ts';
import { planSessions } from '../plan-sessions.ts';
import { replanSession } from '../replan-session.ts';
import { presentRule } from '../session-rule.present.ts';
import { changeOf, isOpen, planOn } from '../session-rule.rules.ts';
import { ruleById, sessionsOfRule, updateRule } from '../session-rule.store.ts';

interface Changing {
  readonly tx: Tx;
  readonly deps: Deps;
  readonly activity: ActivityRow;
  readonly zone: string;
  readonly rule: SessionRuleRow;
  readonly now: Date;
}

export const changeSessionRuleAction = handle(
  changeSessionRule,
  async ({ params, body, actor, tx, deps, now }) => {
    const { palaceId, ruleId } = params;
    const { rule: before, ...locked } = await lockRule(tx, palaceId, ruleId, body.version);
    const rule = { ...before, repeat: body.repeat, template: body.template };
    const changing: Changing = { tx, deps, ...locked, rule, now };
    const sessions = await lockOpen(tx, palaceId, ruleId);
    const change = changeOf(
      sessions.map((row) => ({ id: row.id, day: row.rule_day ?? '', open: isOpen(row, now) })),
      body.repeat,
      body.from,
    );
    if (change.added.length + change.kept.length === 0) throw new Problem('session-rule-empty');
    const pick = (ids: readonly string[]) => sessions.filter((session) => ids.includes(session.id));
    const gone = await drop(changing, pick(change.dropped), body.reason);
    await replanAll(changing, pick(change.kept));
    await addDays(changing, change.added);
    const after = await updateRule(tx, rule);
    const counts = { added: change.added.length, changed: change.kept.length, ...gone };
    await recordAudit(tx, {
      palaceId,
      actor,
      action: 'session-rule.change',
      subject: { type: 'activity', id: rule.activity_id },
      ...withCounts(changedPart(presentRule(before), presentRule(after)), { from: body.from, ...counts }),
      at: now,
    });
    return { rule: presentRule(after), ...counts };
  },
);

const withCounts = <T extends { before: object; after: object }>(part: T, counts: object) => ({
  before: part.before,
  after: { ...part.after, ...counts },
});

/** Locks the activity of a rule, and with it the rule. Throws `not-found`, `conflict`, `activity-cancelled`. */
async function lockRule(tx: Tx, palaceId: string, ruleId: string, version: number) {
  const seen = await ruleById(tx, palaceId, ruleId);
  if (seen === undefined) throw new Problem('not-found');
  const locked = await lockForPlanning(tx, palaceId, seen.activity_id);
  const rule = await ruleById(tx, palaceId, ruleId);
  if (rule === undefined) throw new Problem('not-found');
  if (rule.version !== version) throw new Problem('conflict');
  return { ...locked, rule };
}

/** The rule's sessions, locked in the order of their ids, by day. */
async function lockOpen(tx: Tx, palaceId: string, ruleId: string): Promise<SessionRow[]> {
  const ids = (await sessionsOfRule(tx, palaceId, ruleId)).map((session) => session.id);
  if (ids.length > 0) await lockSessions(tx, palaceId, ids);
  return sessionsOfRule(tx, palaceId, ruleId);
}

/** What nobody can have booked is removed; the rest is cancelled, and people are told why. */
async function drop(
  { tx, deps, activity, now }: Changing,
  sessions: readonly SessionRow[],
  reason: string | undefined,
): Promise<{ removed: number; cancelled: number }> {
  if (sessions.length === 0) return { removed: 0, cancelled: 0 };
  if (activity.published_at === null && isEditable(activity.status)) {
    for (const { palace_id, id } of sessions) {
      await release(tx, palace_id, id);
      await deleteSession(tx, palace_id, id);
    }
    return { removed: sessions.length, cancelled: 0 };
  }
  if (reason === undefined) throw new Problem('session-rule-reason-missing', { sessions: sessions.length });
  await cancelSessions(tx, deps, sessions, reason);
  await refreshListings(tx, activity, now);
  await noteForReviewer(tx, activity, now);
  return { removed: 0, cancelled: sessions.length };
}

async function replanAll(changing: Changing, sessions: readonly SessionRow[]): Promise<void> {
  const { tx, deps, activity, zone, rule, now } = changing;
  // All rooms are freed first: sessions that follow each other may then take each other's place.
  const ids = sessions.map((session) => session.id);
  await release(tx, rule.palace_id, ...ids);
  for (const session of sessions) {
    const fresh = planOn(session.rule_day ?? '', rule.template, zone, now);
    // Booking that is open stays open.
    const opened = session.booking_opens_at <= now ? session.booking_opens_at.toISOString() : undefined;
    const plan = { ...fresh, ...(opened === undefined ? {} : { bookingOpensAt: opened }) };
    await replanSession(tx, deps, { activity, session, plan, alone: false, roomsFreed: true }, now);
  }
}

async function addDays({ tx, deps, activity, zone, rule, now }: Changing, days: readonly string[]) {
  const wanted = days.map((day) => ({
    plan: planOn(day, rule.template, zone, now),
    rule: { id: rule.id, day },
  }));
  await planSessions(tx, deps, activity, zone, wanted, now);
}
