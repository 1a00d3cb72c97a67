import { type AppealReason, defaultCreditRules } from '@wengong/contract';
import { DAY, type DemoCalendar, HOUR, later } from './calendar.ts';
import type { Palace } from './places.ts';
import type { Session } from './programme.ts';
import type { Rows } from './rows.ts';
import type { Seated } from './seating.ts';
import { Seed } from './seed.ts';

/** Of booking's rules: what entries mean at an instant. */
export type StandingAt = typeof import('../modules/booking/index.ts').standingAt;
type Debit = Parameters<StandingAt>[0][number];

/** Entries from further back cost nothing any more that anybody would notice. */
const ENTERED = 120 * DAY;
/** Share of those who appeal of the people who were missed. */
const APPEALED = 0.3;

const RULES = defaultCreditRules;

/** What somebody says in an appeal. */
interface Reasons {
  readonly reason: AppealReason;
  readonly text: string;
}

/** An appeal that nobody has answered yet, so many ms after it cost something. */
export type Plea = Reasons & { readonly after: number };

/** What people say, and what the palace has answered. */
const STORIES: readonly (Reasons & { readonly note: string })[] = [
  { reason: 'shift_change', text: '车间临时调成夜班，下班已经开场了。', note: '已看过排班截图，情况属实。' },
  { reason: 'shift_change', text: '站里暴雨抢险，全员加班到晚上九点。', note: '辛苦了，下次还有名额。' },
  { reason: 'illness', text: '孩子突然发烧，送去医院了。', note: '祝孩子早日康复。' },
  { reason: 'transport', text: '高架上追尾堵了一个多小时。', note: '当晚路况确实如此。' },
  { reason: 'palace_fault', text: '到了门口说设备在检修，没让签到。', note: '是我们的问题，抱歉。' },
  { reason: 'other', text: '手机没电，票打不开，人其实到了。', note: '前台记得您来过。' },
];

/** What it cost somebody, for the message that tells them. */
export interface Entered {
  readonly at: Date;
  readonly points: number;
  readonly score: number;
  readonly until: Date;
}

/** The ledger of missed and late bookings, with appeals. Sessions come in the order in which they take place. */
export class Credit {
  readonly #calendar: DemoCalendar;
  readonly #rows: Rows;
  readonly #standingAt: StandingAt;
  readonly #debits = new Map<string, Debit[]>();

  constructor(calendar: DemoCalendar, rows: Rows, standingAt: StandingAt) {
    this.#calendar = calendar;
    this.#rows = rows;
    this.#standingAt = standingAt;
  }

  /** Enters a booking that was missed or cancelled late; null of any other. */
  enter(session: Session, one: Seated, bookingId: string): Entered | null {
    const late = one.status === 'cancelled_late';
    const missed = one.status === 'no_show' || one.status === 'excused';
    if ((!late && !missed) || one.endedAt === null || one.endedAt < later(this.#calendar.now, -ENTERED))
      return null;
    const points = late ? RULES.lateCancelPoints : RULES.noShowPoints;
    const occurredAt = late ? one.endedAt : session.startsAt;
    const debit = { points, halfLifeDays: RULES.halfLifeDays, occurredAt };
    const key = `${session.palace.id} ${one.request.worker.id}`;
    const mine = [...(this.#debits.get(key) ?? []), debit];
    const excused = one.status === 'excused';
    if (!excused) this.#debits.set(key, mine);
    const { score } = this.#standingAt(mine, RULES, one.endedAt);
    const until = later(one.endedAt, RULES.appealDays * DAY);
    this.#write(session, one, { bookingId, debit, until, late, excused, at: one.endedAt });
    return { at: one.endedAt, points, score, until };
  }

  /** Enters a space that was given back late, with the appeal that waits for its answer. */
  enterSpace(
    palace: Palace,
    booking: { readonly id: string; readonly personId: string; readonly endedAt: Date },
    plea: Plea | undefined,
  ): Entered {
    const { personId, endedAt: at } = booking;
    const points = RULES.lateCancelPoints;
    const key = `${palace.id} ${personId}`;
    const mine = [
      ...(this.#debits.get(key) ?? []),
      { points, halfLifeDays: RULES.halfLifeDays, occurredAt: at },
    ];
    this.#debits.set(key, mine);
    const until = later(at, RULES.appealDays * DAY);
    const seed = new Seed(`credit ${booking.id}`);
    const row = {
      palace_id: palace.id,
      id: seed.id(at),
      person_id: personId,
      booking_id: null,
      space_booking_id: booking.id,
      kind: 'late_cancel',
      points,
      half_life_days: RULES.halfLifeDays,
      occurred_at: at,
      appeal_until: until,
      relieves: null,
      relief_reason: null,
      created_at: at,
    };
    this.#rows.add('credit_entry', row);
    if (plea !== undefined) {
      const times = { appealedAt: later(at, plea.after), decidedAt: null };
      this.#appeal(seed, palace, row, { ...plea, note: '' }, times);
    }
    return { at, points, score: this.#standingAt(mine, RULES, at).score, until };
  }

  #write(
    session: Session,
    one: Seated,
    entry: { bookingId: string; debit: Debit; until: Date; late: boolean; excused: boolean; at: Date },
  ): void {
    const seed = new Seed(`credit ${entry.bookingId}`);
    const { now } = this.#calendar;
    const row = {
      palace_id: session.palace.id,
      id: seed.id(entry.at),
      person_id: one.request.worker.id,
      booking_id: entry.bookingId,
      space_booking_id: null,
      kind: entry.late ? 'late_cancel' : 'no_show',
      points: entry.debit.points,
      half_life_days: entry.debit.halfLifeDays,
      occurred_at: entry.debit.occurredAt,
      appeal_until: entry.until,
      relieves: null as string | null,
      relief_reason: null as string | null,
      created_at: entry.at,
    };
    this.#rows.add('credit_entry', row);
    const appealedAt = later(entry.at, seed.between(0.5, 20) * HOUR);
    const decidedAt = later(appealedAt, seed.between(0.1, 3) * DAY);
    const open = !entry.excused && one.request.fate === undefined && now < later(entry.at, 3 * DAY);
    if (entry.excused && decidedAt < now) {
      this.#appeal(seed, session.palace, row, seed.pick(STORIES), { appealedAt, decidedAt });
      const relief = { id: seed.id(decidedAt), kind: 'relief', points: -row.points, relieves: row.id };
      this.#rows.add('credit_entry', { ...row, ...relief, relief_reason: 'appeal', created_at: decidedAt });
    } else if (entry.excused) {
      // The desk knew already and has put it right at once.
      const relief = { id: seed.id(entry.at), kind: 'relief', points: -row.points, relieves: row.id };
      this.#rows.add('credit_entry', { ...row, ...relief, relief_reason: 'attended' });
    } else if (open && !entry.late && appealedAt < now && seed.chance(APPEALED)) {
      this.#appeal(seed, session.palace, row, seed.pick(STORIES), { appealedAt, decidedAt: null });
    }
  }

  #appeal(
    seed: Seed,
    palace: Palace,
    entry: {
      palace_id: string;
      id: string;
      booking_id: string | null;
      space_booking_id: string | null;
      person_id: string;
    },
    story: (typeof STORIES)[number],
    times: { appealedAt: Date; decidedAt: Date | null },
  ): void {
    this.#rows.add('credit_appeal', {
      palace_id: entry.palace_id,
      id: seed.id(times.appealedAt),
      entry_id: entry.id,
      booking_id: entry.booking_id,
      space_booking_id: entry.space_booking_id,
      person_id: entry.person_id,
      reason: story.reason,
      text: story.text,
      status: times.decidedAt === null ? 'open' : 'accepted',
      created_at: times.appealedAt,
      answer_by: later(times.appealedAt, RULES.answerDays * DAY),
      decided_at: times.decidedAt,
      decided_by: times.decidedAt === null ? null : palace.staff.front_desk,
      note: times.decidedAt === null ? '' : story.note,
    });
  }

  /** What the claims must know of those whose credit is low by now. */
  writeStandings(): void {
    const { now } = this.#calendar;
    for (const [key, debits] of this.#debits) {
      const { grade, effects, nextGradeAt } = this.#standingAt(debits, RULES, now);
      if (effects === null || nextGradeAt === null) continue;
      const [palaceId = '', personId] = key.split(' ');
      this.#rows.add('credit_standing', {
        palace_id: palaceId,
        person_id: personId,
        grade,
        max_active: effects.maxActive,
        companions: effects.companions,
        confirm: effects.confirm,
        until: nextGradeAt,
      });
    }
  }
}
