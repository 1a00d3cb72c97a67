import { DAY, type DemoCalendar, HOUR, later, MINUTE, type Occupancy, ZONE } from './calendar.ts';
import type { Credit, Entered, Plea } from './credit.ts';
import type { Worker } from './people.ts';
import type { Palace, Space } from './places.ts';
import { type Policy, policyAt } from './policies.ts';
import { type Row, type Rows, range } from './rows.ts';
import { Seed } from './seed.ts';

interface Context {
  readonly calendar: DemoCalendar;
  readonly rows: Rows;
  readonly occupied: Occupancy;
  readonly busy: Occupancy;
  readonly credit: Credit;
}

interface Late {
  readonly worker: Worker;
  readonly space: string;
  /** Days from today, the preferred first; the evening slot of the first on which place and person are free. */
  readonly offsets: readonly number[];
  /** How long before the start it was given back: too short for others to use it. */
  readonly before: number;
  readonly plea?: Plea;
}

/**
 * Two badminton courts given back too late, which cost credit: Lin may still appeal, Tian has, and the desk has not
 * answered yet.
 */
export function giveBackLate(
  context: Context,
  palace: Palace,
  policies: readonly Policy[],
  { lin, tian }: { readonly lin: Worker; readonly tian: Worker },
): void {
  const plea: Plea = {
    reason: 'shift_change',
    text: '傍晚暴雨，站点临时加派了晚高峰的单子，送完已经八点多，只好把场地退了。',
    after: 2 * HOUR,
  };
  const stories: readonly Late[] = [
    { worker: lin, space: 'court-1', offsets: [-3, -4, -5, -6], before: 35 * MINUTE },
    { worker: tian, space: 'court-2', offsets: [-2, -3, -4, -5], before: 50 * MINUTE, plea },
  ];
  for (const story of stories) tell(context, palace, policies, story);
}

const EVENING = 10;

function tell(
  { calendar, rows, occupied, busy, credit }: Context,
  palace: Palace,
  policies: readonly Policy[],
  story: Late,
): void {
  const space = palace.spaces.get(story.space);
  const slots = space?.content.slots;
  if (space === undefined || slots === undefined) return;
  const { worker } = story;
  const length = slots.minutes * MINUTE;
  const startsAt = story.offsets
    .map((offset) => later(calendar.at(offset, palace.content.hours.opens), EVENING * length))
    .find((at) => {
      const end = later(at, length);
      return occupied.isFree(space.units, at, end) && busy.isFree([worker.id], at, end);
    });
  if (startsAt === undefined) throw new Error(`demonstration: no evening left on ${story.space}`);
  const during = range(startsAt, later(startsAt, length));
  const createdAt = later(startsAt, -2.3 * DAY);
  const endedAt = later(startsAt, -story.before);
  const seed = new Seed(`late space ${worker.id}`);
  const id = seed.id(createdAt);
  rows.add('space_booking', {
    palace_id: palace.id,
    id,
    space_id: space.id,
    person_id: worker.id,
    during,
    status: 'cancelled_late',
    policy_version: policyAt(policies, createdAt).version,
    price_fen: worker.member ? slots.memberPrice : slots.price,
    member_price: worker.member,
    created_at: createdAt,
    ended_at: endedAt,
    cancel_reason: null,
  });
  for (const unit of space.units) {
    rows.add('allocation', {
      palace_id: palace.id,
      id: seed.id(createdAt),
      resource_id: unit,
      during,
      holder_kind: 'space_booking',
      holder_id: id,
      active: false,
    });
  }
  const entered = credit.enterSpace(palace, { id, personId: worker.id, endedAt }, story.plea);
  const about = { space, palace, personId: worker.id, startsAt, endsAt: later(startsAt, length) };
  rows.add('message', messageOf(seed, about, entered));
}

/** What the person is told of it. */
function messageOf(
  seed: Seed,
  about: { space: Space; palace: Palace; personId: string; startsAt: Date; endsAt: Date },
  { at, points, score, until }: Entered,
): Row {
  const [name, palace] = [about.space.content.name, about.palace.content.name];
  return {
    person_id: about.personId,
    id: seed.id(at),
    kind: 'credit.lowered',
    params: {
      subject: name[0],
      subjectEn: name[1],
      palace: palace[0],
      palaceEn: palace[1],
      timeZone: ZONE,
      startsAt: about.startsAt.toISOString(),
      endsAt: about.endsAt.toISOString(),
      cause: 'late_space',
      points,
      score,
      until: until.toISOString(),
    },
    link: `/me/credit#${about.palace.id}`,
    created_at: at,
    read_at: null,
  };
}
