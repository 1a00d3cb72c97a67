import { type DemoCalendar, HOUR, later, MINUTE } from './calendar.ts';
import type { Palace } from './places.ts';
import type { Session } from './programme.ts';
import type { Rows } from './rows.ts';
import { Seed } from './seed.ts';

type Kind = 'paid' | 'publicBenefit';

const isPaid = ({ activity }: Session): boolean => !(activity.publicBenefit ?? !activity.price);

/** Visitors of one tap at the desk: at most 100, and rarely that many. */
const TAP = 60;

/** Of an open day's visitors, how many come in each hour from opening; the evening is the fullest. */
const HOURS = [4, 6, 8, 9, 7, 6, 7, 9, 10, 11, 12, 11, 8, 4];

/** Counts who came by ticket or stamp, and adds the visitors that the desk counted by tap. */
export class Visits {
  readonly #calendar: DemoCalendar;
  readonly #named = new Map<string, number>();

  constructor(calendar: DemoCalendar) {
    this.#calendar = calendar;
  }

  /** One admission; `session` is null for a stamp. */
  count(session: Session | null, at: Date, palaceId = session?.palace.id): void {
    const kind: Kind = session !== null && isPaid(session) ? 'paid' : 'publicBenefit';
    const key = `${palaceId} ${this.#calendar.offsetOf(at)} ${kind}`;
    this.#named.set(key, (this.#named.get(key) ?? 0) + 1);
  }

  /** Taps of every day up to now, so that an ordinary day reaches the palace's figures. */
  addTaps(rows: Rows, palace: Palace, sessions: readonly Session[]): void {
    const seed = new Seed(`taps ${palace.content.slug}`);
    const taken = sessions.filter((session) => session.published && session.calledOff === null);
    for (let offset = this.#calendar.firstDay; offset <= 0; offset += 1) {
      const dawn = this.#calendar.at(offset, '00:00');
      const today = taken.filter(
        (session) => session.startsAt < later(dawn, 24 * HOUR) && session.endsAt > dawn,
      );
      const weekend = [0, 6].includes(this.#calendar.weekday(offset)) ? 1.03 : 0.99;
      for (const kind of ['paid', 'publicBenefit'] as const) {
        const usual = palace.content.visitsADay[kind] * weekend * seed.between(0.97, 1.03);
        const named = this.#named.get(`${palace.id} ${offset} ${kind}`) ?? 0;
        const suitable = today.filter((session) => isPaid(session) === (kind === 'paid'));
        if (kind === 'paid' && suitable.length === 0) continue;
        this.#spread(rows, seed, palace, offset, suitable, Math.max(0, Math.round(usual - named)));
      }
    }
  }

  #spread(
    rows: Rows,
    seed: Seed,
    palace: Palace,
    offset: number,
    sessions: readonly Session[],
    visitors: number,
  ): void {
    const opens = this.#calendar.at(offset, palace.content.hours.opens);
    const all = HOURS.reduce((sum, share) => sum + share, 0);
    let owed = 0;
    HOURS.forEach((share, hour) => {
      owed += (visitors * share) / all;
      while (owed >= TAP || (hour === HOURS.length - 1 && owed >= 1)) {
        const count = Math.min(Math.round(owed), TAP);
        owed -= count;
        const at = later(opens, hour * HOUR + seed.between(1, 59) * MINUTE);
        if (at > this.#calendar.now) continue;
        // Who comes while something is on comes for it; the others come for the house.
        const running = sessions.filter(
          (session) => session.startsAt.getTime() - 30 * MINUTE <= at.getTime() && session.endsAt > at,
        );
        const session =
          running.length > 0
            ? seed.pick(running)
            : sessions.length > 0 && isPaid(sessions[0] as Session)
              ? seed.pick(sessions)
              : null;
        rows.add('visit_tap', {
          palace_id: palace.id,
          id: seed.id(at),
          session_id: session?.id ?? null,
          at,
          visitors: count,
          recorded_by: palace.staff.front_desk,
        });
      }
    });
  }
}
