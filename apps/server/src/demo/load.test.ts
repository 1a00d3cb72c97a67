import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import {
  checkIn,
  confirmMyBooking,
  getMe,
  getMyBooking,
  getNetworkHome,
  getUnionFigures,
  getVideo,
  listMyBookings,
  listMyCredit,
  listMyMessages,
  listPalaces,
  listSessionRules,
  listSessions,
  listStaffActivities,
  listVideos,
  moveSession,
  verifyAudit,
} from '@wengong/contract';
import { sql } from 'kysely';
import { checkInvariants, idleSeats } from '../modules/booking/index.ts';
import { checkContests } from '../modules/contest/index.ts';
import { signInAsStaff, signInByPhone } from '../modules/identity/sign-in.factory.ts';
import { figureDrift } from '../modules/statistics/index.ts';
import { createTestApp, type TestApp } from '../testkit/app.ts';
import { placeFilms } from './films.ts';
import { loadDemonstration } from './loader.ts';
import { palaces } from './palaces/index.ts';
import { demoPhone, LIN, PHONES, TIAN } from './people.ts';
import { placeProofs } from './proofs.ts';
import { DEMO_PASSWORD, DEMO_SECOND_FACTOR, signInsOf } from './sign-ins.ts';
import { SMALL } from './size.ts';
import { totpCode } from './totp.ts';

const WORKERS = SMALL.workers;

let folder: string;
let app: TestApp;
let nantong: string;

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'wengong-demo-'));
  app = await createTestApp({ dataDir: folder });
  const { db, keys } = app.deps;
  const shares: number[] = [];
  assert.equal(
    await loadDemonstration(db, keys, app.clock.now(), (share) => shares.push(share), SMALL),
    true,
  );
  assert.deepEqual(
    shares,
    shares.toSorted((a, b) => a - b),
    'progress never goes back',
  );
  nantong = await idOf('nantong');
});
after(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

async function idOf(slug: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`select id from palace where slug = ${slug}`.execute(
    app.deps.db.reader,
  );
  const id = rows[0]?.id;
  assert.ok(id !== undefined, slug);
  return id;
}

test('videos are public, counted, found by what is said in them, and their films are where they lead', async () => {
  const { items } = await app.call(listVideos, { query: { limit: 50 } });
  assert.ok(items.length > 30, `${items.length} videos, those of contests among them`);
  const [said] = (await app.call(listVideos, { query: { q: '锉削的要领' } })).items;
  const { playback, plays, external } = await app.call(getVideo, { params: { videoId: said?.id ?? '' } });
  assert.deepEqual([plays, external[0]?.count, playback.captions.length], [5120, 300_000, 1]);
  await placeFilms(app.deps.db.reader, app.deps.storage);
  const { items: clips } = await app.call(listVideos, { query: { q: '出钢' } });
  const clip = await app.call(getVideo, { params: { videoId: clips[0]?.id ?? '' } });
  for (const url of [playback.master, playback.file, playback.poster ?? '', clip.playback.file]) {
    assert.equal((await app.inject({ method: 'GET', url })).statusCode, 200, url);
  }
});

test('every report of sales brings drawn proof, which lies where it is looked for', async () => {
  const { db, storage } = app.deps;
  await placeProofs(db.reader, storage);
  const { rows } = await sql<{ id: string | null }>`select p.id from contest_sales s
    left join contest_sales_picture p on p.palace_id = s.palace_id and p.report_id = s.id`.execute(db.reader);
  assert.ok(rows.length >= 4, `${rows.length} pictures`);
  for (const { id } of rows)
    for (const size of ['thumb', 'whole'])
      assert.ok((await storage.size(`proofs/${id}/${size}.webp`)) !== null, `${id} ${size}`);
});

/** Rows of every table, by its name. */
async function contents(): Promise<Record<string, number>> {
  const tables = await sql<{ name: string }>`select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`.execute(app.deps.db.reader);
  const counts: Record<string, number> = {};
  for (const { name } of tables.rows) {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(name)}`.execute(
      app.deps.db.reader,
    );
    counts[name] = rows[0]?.count ?? 0;
  }
  return counts;
}

const staff = (account: string) => signInAsStaff(app, { account, password: DEMO_PASSWORD });

test('the network is there in its size', async () => {
  const counts = await contents();
  const least = {
    palace: 17,
    union_node: 270,
    booking_mailing: 3,
    person: WORKERS + 80,
    activity: 120,
    session: 500,
    booking: 10_000,
  };
  for (const [table, count] of Object.entries(least)) {
    assert.ok((counts[table] ?? 0) >= count, `${table}: ${counts[table]} of ${count}`);
  }
  const members = (counts.membership ?? 0) / WORKERS;
  assert.ok(members > 0.65 && members < 0.75, `${members} are members`);
  assert.equal(counts.outbox, 0, 'nobody is told of what is past');
});

test('every state that a booking can come to is there', async () => {
  const { rows } = await sql<{ status: string }>`select distinct status from booking`.execute(
    app.deps.db.reader,
  );
  const found = rows.map((row) => row.status).toSorted();
  assert.deepEqual(found, [
    'cancelled_by_host',
    'cancelled_early',
    'cancelled_late',
    'checked_in',
    'completed',
    'confirmed',
    'excused',
    'expired',
    'held',
    'lapsed',
    'no_show',
    'waitlisted',
  ]);
});

test('the counters equal their rows, no seat lies idle beside somebody who waits', async () => {
  assert.deepEqual(await checkInvariants(app.deps.db.reader), []);
  assert.deepEqual(await checkContests(app.deps.db.reader), []);
  assert.deepEqual(await idleSeats(app.deps.db.reader, app.clock.now()), []);
});

test('the figures are those of the rows', async () => {
  const week = { from: '2026-11-17', to: '2026-11-23' };
  assert.deepEqual(await figureDrift(app.deps.db.reader, week, app.clock.now()), []);
});

test('a changed counter is found', async () => {
  const found = await app.deps.db
    .transact(async (tx) => {
      await sql`update pool set confirmed = confirmed - 1 where (palace_id, id) =
        (select palace_id, id from pool where confirmed > 0 limit 1)`.execute(tx);
      throw new RolledBack(await checkInvariants(tx));
    })
    .catch((error) => (error instanceof RolledBack ? error.result : Promise.reject(error)));
  assert.deepEqual(
    (found as { rule: string }[]).map((drift) => drift.rule),
    ['pool-confirmed'],
  );
});

class RolledBack extends Error {
  readonly result: unknown;
  constructor(result: unknown) {
    super('rolled back');
    this.result = result;
  }
}

test('the lists show what is left of the seats that anybody may take', async () => {
  const { rows } = await sql<{ wrong: number; listed: number }>`
    select count(*) as listed, count(*) filter (where l.seats_left <> p.capacity - p.held - p.confirmed) as wrong
    from session_listing l join pool p on p.palace_id = l.palace_id and p.session_id = l.session_id
    where p.kind = 'general'`.execute(app.deps.db.reader);
  const listed = (await contents()).session_listing;
  assert.deepEqual(rows[0], { listed, wrong: 0 });
});

test('every palace has something coming; something is on now, today, this week and in three weeks', async () => {
  const { items } = await app.call(listPalaces, { query: { limit: 100 } });
  assert.equal(items.length, palaces.length);
  for (const { id, slug } of items) {
    const { items: coming } = await app.call(listSessions, { query: { palaceId: id, limit: 100 } });
    assert.ok(coming.length >= 8, `${slug}: ${coming.length} sessions`);
  }
  const now = app.clock.now().getTime();
  const { rows } = await sql<{ days: number; running: boolean }>`
    select extract(epoch from starts_at - ${app.clock.now()}::timestamptz) / 86400 as days,
      starts_at <= ${new Date(now)} as running from session_listing`.execute(app.deps.db.reader);
  const within = (from: number, to: number) => rows.filter(({ days }) => days > from && days <= to).length;
  assert.ok(rows.some(({ running }) => running));
  assert.ok(within(0, 0.5) > 10 && within(0.5, 7) > 100 && within(14, 21) > 50);
  const home = await app.call(getNetworkHome, {});
  assert.ok(home.counts.sessionsToday > 20 && home.brands.length > 0 && home.announcements.length > 0);
});

test('Chinese words and pinyin initials find the programme', async () => {
  for (const q of ['广场舞 周末', 'gcw', '太极', 'calligraphy', '午间']) {
    const { items } = await app.call(listSessions, { query: { q } });
    assert.ok(items.length > 0, q);
  }
});

test('Harbin has its 3,670 visits a day, 2,200 of them in public-benefit activities', async () => {
  const national = await staff('national.officer');
  const unions = await sql<{ id: string }>`select id from union_node where path = 'cn'`.execute(
    app.deps.db.reader,
  );
  const unionId = unions.rows[0]?.id ?? '';
  const figures = await app.call(getUnionFigures, {
    params: { unionId },
    query: { from: '2026-11-16', to: '2026-11-22' },
    as: national,
  });
  const harbin = figures.palaces.find((palace) => palace.slug === 'harbin');
  assert.ok(Math.abs((harbin?.visits ?? 0) / 7 - 3670) < 120, `${harbin?.visits} in a week`);
  assert.ok(
    Math.abs((harbin?.publicBenefitVisits ?? 0) / 7 - 2200) < 80,
    `${harbin?.publicBenefitVisits} public`,
  );
});

test('the worker can be checked in now, takes an offer and waits for a class', async () => {
  const lin = await signInByPhone(app, demoPhone(LIN.number));
  const { person } = await app.call(getMe, { as: lin });
  assert.deepEqual([person?.displayName, person?.member], [LIN.name, true]);
  const { items } = await app.call(listMyBookings, { query: { limit: 100 }, as: lin });
  const now = app.clock.now();
  const open = [];
  for (const { id } of items.filter((item) => item.status === 'confirmed')) {
    const booking = await app.call(getMyBooking, { params: { bookingId: id }, as: lin });
    const isOpen = new Date(booking.checkInOpensAt) <= now && now <= new Date(booking.checkInClosesAt);
    if (isOpen && new Date(booking.endsAt).getTime() - now.getTime() < 5 * 3_600_000) open.push(booking);
  }
  const code = open[0]?.tickets[0]?.code;
  assert.ok(code !== undefined, 'a ticket whose check-in is open');
  const desk = await staff('nantong.desk');
  const answer = await app.call(checkIn, { params: { palaceId: nantong }, body: { code }, as: desk });
  assert.deepEqual([answer.result, answer.holderName], ['admitted', '林**']);
  const offered = items.find((item) => item.status === 'held');
  assert.ok(offered?.canConfirm);
  await app.call(confirmMyBooking, { params: { bookingId: offered.id }, as: lin });
  const waiting = items.find((item) => item.status === 'waitlisted');
  assert.ok((waiting?.queuePosition ?? 0) >= 1);
  const { items: past } = await app.call(listMyBookings, { query: { when: 'past', limit: 100 }, as: lin });
  assert.ok(
    ['completed', 'no_show', 'cancelled_early', 'cancelled_by_host'].every((status) =>
      past.some((item) => item.status === status),
    ),
  );
  const inbox = await app.call(listMyMessages, { query: {}, as: lin });
  assert.ok(inbox.items.some((message) => message.kind === 'booking.offered'));
  assert.deepEqual(
    (await spacesGivenBack(lin)).map((entry) => [entry.points, entry.canAppeal]),
    [[8, true]],
  );
  await app.settle();
  assert.deepEqual(await checkInvariants(app.deps.db.reader), []);
  assert.deepEqual(await checkContests(app.deps.db.reader), []);
});

test('the second worker is not a member, and has appealed for a court that was given back late', async () => {
  const tian = await signInByPhone(app, demoPhone(TIAN.number));
  const { person } = await app.call(getMe, { as: tian });
  assert.deepEqual([person?.displayName, person?.member], [TIAN.name, false]);
  const [late] = await spacesGivenBack(tian);
  assert.deepEqual([late?.kind, late?.points, late?.appeal?.status], ['late_cancel', 8, 'open']);
});

/** What spaces given back have cost somebody. */
const spacesGivenBack = async (as: { readonly cookie: string }) =>
  (await app.call(listMyCredit, { as })).palaces
    .flatMap(({ entries }) => entries)
    .filter((entry) => entry.spaceBookingId !== null);

test('weekly activities repeat by a rule, and a date of one can be moved by itself', async () => {
  const editor = await staff('nantong.editor');
  const later = new Date(app.clock.now().getTime() + 3 * 86_400_000);
  const { rows } = await sql<{
    id: string;
    activity_id: string;
    version: number;
    starts_at: Date;
    ends_at: Date;
  }>`
    select id, activity_id, version, starts_at, ends_at from session
    where palace_id = ${nantong} and rule_id is not null and seat_map_id is null and status = 'scheduled'
      and starts_at > ${later}
    order by starts_at, id limit 1`.execute(app.deps.db.reader as never);
  const [session] = rows;
  assert.ok(session);
  const params = { palaceId: nantong, activityId: session.activity_id };
  const { items } = await app.call(listSessionRules, { params, as: editor });
  assert.match(items[0]?.rrule ?? '', /^FREQ=WEEKLY;/);
  const moved = await app.call(moveSession, {
    params: { palaceId: nantong, sessionId: session.id },
    body: {
      version: session.version,
      startsAt: session.starts_at.toISOString(),
      endsAt: session.ends_at.toISOString(),
      spaceId: null,
    },
    as: editor,
  });
  assert.deepEqual([moved.space, moved.ruleId], [null, null]);
});

test('work waits for the reviewer, and the audit log holds', async () => {
  const reviewer = await staff('nantong.reviewer');
  const { items } = await app.call(listStaffActivities, {
    params: { palaceId: nantong },
    query: { limit: 100 },
    as: reviewer,
  });
  const byStatus = Map.groupBy(items, (item) => item.status);
  assert.deepEqual(
    ['draft', 'submitted', 'rejected'].map((status) => byStatus.get(status as 'draft')?.length),
    [1, 3, 1],
  );
  const director = await staff('nantong.director');
  const verdict = await app.call(verifyAudit, { params: { palaceId: nantong }, as: director });
  assert.ok(verdict.intact && verdict.entries > 50, JSON.stringify(verdict));
});

test('the sign-ins are told with codes that are good', async () => {
  const now = new Date();
  const told = await signInsOf(app.deps.db.reader, app.deps.keys, now);
  assert.equal(told.length, 12);
  assert.ok(told.slice(2).every((each) => each.totpCode === totpCode(DEMO_SECOND_FACTOR, now)));
  // RFC 6238, appendix B: the last six of the eight digits.
  assert.equal(totpCode('12345678901234567890', new Date(1111111109_000)), '081804');
});

test('nobody has a number outside the demonstration’s own', async () => {
  const { rows } = await sql<{ phone_cipher: Buffer }>`select phone_cipher from person`.execute(
    app.deps.db.reader,
  );
  const foreign = rows.filter((row) => !app.deps.keys.open(row.phone_cipher).startsWith(`+86${PHONES}`));
  assert.deepEqual([rows.length > WORKERS, foreign.length], [true, 0]);
});

test('loading again changes nothing', async () => {
  const earlier = await contents();
  const { db, keys } = app.deps;
  assert.equal(await loadDemonstration(db, keys, app.clock.now(), () => undefined, SMALL), false);
  assert.deepEqual(await contents(), earlier);
});
