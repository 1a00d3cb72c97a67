import { getSeries } from '@wengong/contract';
import type { Actor } from '../../../../kernel/actor.ts';
import type { Reader } from '../../../../kernel/db.ts';
import { type ErrorCode, Problem, problemDocument } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { type SessionForBooking, sessionsOfSeries } from '../../../programme/index.ts';
import { isDropIn } from '../../booking.rules.ts';
import type { PoolRow } from '../../booking.tables.ts';
import { policyInForce } from '../../rules/policy.store.ts';
import { engagementsAt, isAtLimit } from '../../seats/engagement.store.ts';
import { tokensOf } from '../../seats/seats.rules.ts';
import { mustBeSeries, obstacleOfSeries } from '../course.ts';
import { openPools } from '../enrol-person.ts';
import { courseOf, enrolmentOpensAt, priceOfRest } from '../series.rules.ts';
import { activeEnrolmentOf, enrolmentsOf, poolsOfSessions } from '../series.store.ts';

/** Waiting people counted at most. */
const QUEUE = 1000;

export const getSeriesAction = handle(getSeries, async ({ params, actor, reader, now }) => {
  const sessions = await sessionsOfSeries(reader, params.palaceId, params.activityId);
  mustBeSeries(sessions);
  const { whole, ahead } = courseOf(sessions, now);
  const pools = await poolsOfSessions(
    reader,
    params.palaceId,
    ahead.map((session) => session.sessionId),
  );
  const seatsLeft = seatsInAll(ahead, pools, actor, now);
  const waiting = (await enrolmentsOf(reader, params, ['waitlisted'], QUEUE)).length;
  const [any] = sessions;
  return {
    activityId: params.activityId,
    title: any?.activity.title ?? '',
    titleEn: any?.activity.titleEn ?? '',
    sessionsTotal: whole.length,
    sessionsAhead: ahead.length,
    firstStartsAt: ahead[0]?.startsAt.toISOString() ?? null,
    lastEndsAt: whole.at(-1)?.endsAt.toISOString() ?? null,
    enrolOpensAt: enrolmentOpensAt(whole)?.toISOString() ?? null,
    seatsLeft,
    waiting,
    me: actor && (await optionsOf(reader, { actor, whole, ahead, seatsLeft, ...params }, now)),
  };
});

/** Seats that there are in every session to come: the fewest of any. */
function seatsInAll(
  ahead: readonly SessionForBooking[],
  pools: readonly PoolRow[],
  actor: Actor | null,
  now: Date,
): number {
  const tokens = actor === null ? [] : tokensOf(actor);
  const left = ahead.map((session) => {
    const mine = pools.filter((pool) => pool.session_id === session.sessionId);
    if (mine.length === 0) return session.capacity;
    return openPools(mine, tokens, now).reduce(
      (sum, pool) => sum + (pool.closed ? 0 : Math.max(0, pool.capacity - pool.held - pool.confirmed)),
      0,
    );
  });
  return left.length === 0 ? 0 : Math.min(...left);
}

interface Situation {
  readonly palaceId: string;
  readonly activityId: string;
  readonly actor: Actor;
  readonly whole: readonly SessionForBooking[];
  readonly ahead: readonly SessionForBooking[];
  readonly seatsLeft: number;
}

async function optionsOf(reader: Reader, one: Situation, now: Date) {
  const { actor, whole, ahead } = one;
  const enrolment = await activeEnrolmentOf(reader, one, actor.personId);
  const obstacle = enrolment ? 'already-enrolled' : await obstacleFor(reader, one, now);
  const code = obstacle ?? (one.seatsLeft > 0 ? null : 'capacity-exhausted');
  const activity = whole[0]?.activity ?? { priceFen: 0, memberPriceFen: 0 };
  return {
    canEnrol: code === null,
    canWait: code === 'capacity-exhausted',
    message: code && sentence(code, 'zh'),
    messageEn: code && sentence(code, 'en'),
    priceFen: priceOfRest(activity, actor, { ahead: ahead.length, whole: whole.length }),
    memberPrice: actor.member,
    enrolmentId: enrolment?.id ?? null,
  };
}

/** Advice before enrolling; the database judges. */
async function obstacleFor(reader: Reader, one: Situation, now: Date): Promise<ErrorCode | null> {
  const obstacle = obstacleOfSeries(one.ahead, one.whole, one.actor, now);
  if (obstacle !== null) return obstacle;
  const policy = await policyInForce(reader, one.palaceId, now);
  const person = { palaceId: one.palaceId, personId: one.actor.personId };
  if (await isAtLimit(reader, { ...person, maximum: policy.max_active_per_person }, now)) {
    return 'too-many-bookings';
  }
  for (const session of one.ahead) {
    if (isDropIn(session)) continue;
    const engaged = await engagementsAt(reader, one.actor.personId, session);
    if (engaged.length > 0) return 'overlapping-booking';
  }
  return null;
}

function sentence(code: ErrorCode, locale: 'zh' | 'en'): string {
  const { title, detail } = problemDocument(new Problem(code), locale, '');
  return locale === 'zh' ? `${title}：${detail}` : `${title}. ${detail}`;
}
