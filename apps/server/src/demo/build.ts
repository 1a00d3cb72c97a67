import type { Keys } from '../kernel/crypto.ts';
import { giveAllotment, YARD } from './allotments.ts';
import { type DemoBallot, planBallots } from './ballots.ts';
import { makeBookings } from './bookings.ts';
import { DAY, DemoCalendar, later, Occupancy } from './calendar.ts';
import { type DemoContest, planContests } from './contests.ts';
import { Credit, type StandingAt } from './credit.ts';
import { addDoors } from './doors.ts';
import { inviteLin } from './invitations.ts';
import { giveBackLate } from './late-spaces.ts';
import { sendMailings } from './mailings.ts';
import { palaces as contents } from './palaces/index.ts';
import { addPasses } from './passes.ts';
import { LIN, makeWorkers, TIAN, type Worker } from './people.ts';
import { makePalace, type Palace } from './places.ts';
import { addPolicies, policiesOf } from './policies.ts';
import { type Deed, makeProgramme, type Session } from './programme.ts';
import { addQueues } from './queues.ts';
import { Quotas } from './quotas.ts';
import { Rows } from './rows.ts';
import { Seed } from './seed.ts';
import type { Size } from './size.ts';
import { makeSpaceBookings } from './space-bookings.ts';
import { Personnel, type StaffPerson } from './staff.ts';
import { makeStamps } from './stamps.ts';
import { tellStory } from './story.ts';
import { leadTeam } from './teams.ts';
import { unionRows } from './unions.ts';
import type { DemoVideos } from './videos.ts';
import { Visits } from './visits.ts';

export interface Demonstration {
  readonly rows: Rows;
  readonly palaceIds: readonly string[];
  /** What staff did, oldest first. */
  readonly deeds: readonly Deed[];
  readonly staff: readonly StaffPerson[];
  readonly ballots: readonly DemoBallot[];
  readonly contests: readonly DemoContest[];
  readonly videos: DemoVideos;
}

/** Parts of other modules that the demonstration is made with. */
export interface Means {
  readonly keys: Keys;
  ticketCode(pick: (below: number) => number): string;
  readonly standingAt: StandingAt;
}

/** Thinks out the whole demonstration for one instant, without touching a database. */
export function buildDemonstration(now: Date, means: Means, size: Size): Demonstration {
  const calendar = new DemoCalendar(now, size.firstDay);
  const rows = new Rows();
  const unions = unionRows(new Seed('unions'), later(now, -450 * DAY));
  rows.add('union_node', ...unions.map((union) => ({ ...union })));
  const personnel = new Personnel({ calendar, rows, keys: means.keys });
  const [nation] = unions;
  if (nation === undefined) throw new Error('demonstration: no nation');
  const nationalOfficer = personnel.officer('cn', nation.id);
  const jiangsu = unions.find((union) => union.path === 'cn.js');
  if (jiangsu !== undefined) personnel.officer(jiangsu.path, jiangsu.id);
  const yard = unions.find((union) => union.path === YARD);
  const yardOfficer = yard && personnel.officer(yard.path, yard.id);
  const context = { calendar, rows, unions, keys: means.keys, attester: nationalOfficer };
  const palaces = contents.map((content) =>
    makePalace(
      { ...context, staffOf: (slug, palaceId) => personnel.staffOf(slug, palaceId, nationalOfficer) },
      content,
    ),
  );
  const workers = makeWorkers(context, contents, size.workers);
  const { deeds, ballots } = makeLife({ calendar, size, rows, means, palaces, workers });
  const nantong = palaces.find(({ content }) => content.slug === LIN.slug);
  if (yard && yardOfficer && nantong) {
    const worker = workers[LIN.number - 1]?.id ?? '';
    const of = { unionId: yard.id, officer: yardOfficer, palaceId: nantong.id, worker };
    giveAllotment({ rows, keys: means.keys, now, ...of });
    leadTeam({ rows, now, palaceId: nantong.id, worker });
    addPasses({ rows, now, palaceId: nantong.id, worker, desk: nantong.staff });
    inviteLin({ rows, keys: means.keys }, { palaceId: nantong.id, lin: worker, now });
  }
  const lin = workers[LIN.number - 1];
  const contests = lin === undefined ? [] : planContests(calendar, palaces, lin, workers);
  const videos = { calendar, palaces, workers };
  return {
    rows,
    palaceIds: palaces.map(({ id }) => id),
    deeds,
    staff: personnel.people,
    ballots,
    contests,
    videos,
  };
}

interface Place {
  readonly calendar: DemoCalendar;
  readonly size: Size;
  readonly rows: Rows;
  readonly means: Means;
  readonly palaces: readonly Palace[];
  readonly workers: readonly Worker[];
}

/** What goes on in the palaces: programme, bookings, attendance. Returns what the staff did for it, and the ballots. */
function makeLife({ calendar, size, rows, means, palaces, workers }: Place) {
  const deeds: Deed[] = [];
  const occupied = new Occupancy();
  const sessions = palaces.flatMap((palace) => makeProgramme({ calendar, rows, occupied, deeds }, palace));
  const policies = new Map(palaces.map(({ content }) => [content.slug, policiesOf(calendar, content.slug)]));
  for (const palace of palaces) addPolicies(rows, palace, policies.get(palace.content.slug) ?? []);
  const { lin, tian, locals } = publicOf(palaces, workers);
  const people = {
    calendar,
    size,
    busy: new Occupancy(),
    ahead: new Map(),
    locals,
    everybody: workers.slice(2),
  };
  const visits = new Visits(calendar);
  const quotas = new Quotas();
  const story = tellStory(people, sessions, policies.get(LIN.slug) ?? [], { lin, tian });
  for (const palace of palaces) {
    const rules = policies.get(palace.content.slug) ?? [];
    const mine = { calendar, rows, occupied, busy: people.busy, quotas };
    makeSpaceBookings(mine, palace, locals.get(palace.content.slug) ?? [], rules, lin);
  }
  const { ticketCode, standingAt } = means;
  const credit = new Credit(calendar, rows, standingAt);
  makeBookings({ ...people, rows, visits, quotas, credit, ticketCode }, sessions, policies, story);
  makeStamps({ calendar, rows, visits }, palaces, workers.slice(1), lin);
  const byPalace = Map.groupBy(sessions, (session: Session) => session.palace);
  for (const palace of palaces) visits.addTaps(rows, palace, byPalace.get(palace) ?? []);
  addQueues(rows, calendar, sessions, workers.slice(2));
  for (const palace of palaces) addDoors(calendar, rows, palace);
  const told = palaces.find(({ content }) => content.slug === LIN.slug);
  if (told) {
    sendMailings({ rows, deeds, now: calendar.now, palaceId: told.id, editor: told.staff.editor });
    const rules = policies.get(LIN.slug) ?? [];
    giveBackLate({ calendar, rows, occupied, busy: people.busy, credit }, told, rules, { lin, tian });
  }
  credit.writeStandings();
  quotas.write(rows, palaces, policies, calendar.now);
  return {
    deeds: deeds.toSorted((a, b) => a.at.getTime() - b.at.getTime()),
    ballots: planBallots(calendar, sessions, { lin, tian }, workers),
  };
}

/** The two people of the story, and everybody else by where they live. */
function publicOf(palaces: readonly Palace[], workers: readonly Worker[]) {
  const lin = workers[LIN.number - 1];
  const tian = workers[TIAN.number - 1];
  if (lin === undefined || tian === undefined) throw new Error('demonstration: nobody to tell of');
  const others = Map.groupBy(workers.slice(2), (worker) => worker.slug);
  const locals = new Map(palaces.map(({ content }) => [content.slug, others.get(content.slug) ?? []]));
  return { lin, tian, locals };
}
