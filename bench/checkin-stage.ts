import { buildApp } from '../apps/server/src/app.ts';
import { HeldClock } from '../apps/server/src/kernel/clock.ts';
import { readConfig } from '../apps/server/src/kernel/config.ts';
import { deriveKeys } from '../apps/server/src/kernel/crypto.ts';
import { createDatabase, type Database } from '../apps/server/src/kernel/db.ts';
import { newId } from '../apps/server/src/kernel/ids.ts';
import { createLog } from '../apps/server/src/kernel/log.ts';
import { newTicketCode } from '../apps/server/src/modules/booking/index.ts';
import { signTicket } from '../apps/server/src/modules/booking/tickets/ticket-token.ts';
import type { TestApp } from '../apps/server/src/testkit/app.ts';
import { createPalace } from '../apps/server/src/testkit/palace.ts';
import { createStaff } from '../apps/server/src/testkit/person.ts';

export interface DoorStage {
  readonly palaceId: string;
  /** Cookie header of somebody at the front desk. */
  readonly cookie: string;
  readonly deskId: string;
  readonly tickets: readonly { readonly id: string; readonly bookingId: string; readonly token: string }[];
}

/** A palace with an exhibition that is open now and so many confirmed bookings of one seat, none checked in. */
export async function prepareDoor(databaseUrl: string, tickets: number): Promise<DoorStage> {
  const config = readConfig({ NODE_ENV: 'test', DATABASE_URL: databaseUrl, WENGONG_LOG_LEVEL: 'silent' });
  const db = createDatabase({ url: databaseUrl, poolSize: 4 });
  const clock = new HeldClock(new Date());
  const keys = deriveKeys(config.secret);
  const app = await buildApp({ config, db, clock, log: createLog(config), keys });
  const kit = { ...app, clock } as unknown as TestApp;
  try {
    const palace = await createPalace(kit);
    const desk = await createStaff(kit, palace.id, ['editor', 'front_desk']);
    const reviewer = await createStaff(kit, palace.id, ['reviewer']);
    const sessionId = newId();
    const endsAt = new Date(clock.now().getTime() + 86_400_000);
    await insertSession(db, {
      palaceId: palace.id,
      sessionId,
      personId: desk.personId,
      reviewerId: reviewer.personId,
      endsAt,
    });
    const rows = Array.from({ length: tickets }, () => ({ id: newId(), bookingId: newId() }));
    await insertTickets(db, { palaceId: palace.id, sessionId }, rows, keys.seal('+8613900000000'));
    return {
      palaceId: palace.id,
      cookie: desk.cookie,
      deskId: desk.personId,
      tickets: rows.map((row) => ({
        ...row,
        token: signTicket(
          { palaceId: palace.id, ticketId: row.id, sessionId, ordinal: 0, notAfter: endsAt },
          keys.ticketKey,
        ),
      })),
    };
  } finally {
    await app.server.close();
    await db.close();
  }
}

async function insertSession(
  db: Database,
  at: { palaceId: string; sessionId: string; personId: string; reviewerId: string; endsAt: Date },
) {
  const activity = newId();
  await db.pool.query(
    `insert into booking_policy (palace_id, version, cancel_until_minutes, check_in_opens_minutes,
       check_in_closes_minutes, offer_minutes, max_active_per_person, created_at)
     values ($1, 1, 120, 60, 15, 30, 200, now())`,
    [at.palaceId],
  );
  await db.pool.query(
    `insert into activity (palace_id, id, kind, title, status, created_by, submitted_by, reviewed_by, published_at,
       created_at, updated_at)
     values ($1, $2, 'course', '劳模风采展', 'published', $3, $3, $4, now(), now(), now())`,
    [at.palaceId, activity, at.personId, at.reviewerId],
  );
  await db.pool.query(
    `insert into session (palace_id, id, activity_id, starts_at, ends_at, time_zone, capacity, booking_opens_at,
       booking_closes_at, created_at)
     values ($1, $2, $3, $4::timestamptz - interval '2 days', $4, 'Asia/Shanghai', 100000,
       now() - interval '9 days', $4, now())`,
    [at.palaceId, at.sessionId, activity, at.endsAt],
  );
  await db.pool.query(
    `insert into pool (palace_id, id, session_id, capacity, starts_at, ends_at)
     select palace_id, id, id, capacity, starts_at, ends_at from session where palace_id = $1`,
    [at.palaceId],
  );
}

/** Every booking is of another person: so many people, all of one name and number. */
async function insertTickets(
  db: Database,
  at: { palaceId: string; sessionId: string },
  rows: readonly { id: string; bookingId: string }[],
  phone: Buffer,
) {
  const people = rows.map(newId);
  await db.pool.query(
    `insert into person (id, display_name, phone_cipher, phone_hash, created_at)
     select id, '王秀英', $2, sha256(id::text::bytea), now() from unnest($1::uuid[]) as id`,
    [people, phone],
  );
  await db.pool.query(
    `insert into booking (palace_id, id, session_id, person_id, pool_id, eligible_pools, seats, status, policy_version,
       price_fen, member_price, starts_at, ends_at, queued_at, confirmed_at, booked_by)
     select $1, given.id, s.id, person, s.id, array[s.id], 1, 'confirmed', 1, 0, false, s.starts_at, s.ends_at, now(),
       now(), person
     from session s, unnest($3::uuid[], $4::uuid[]) as given (id, person) where s.id = $2`,
    [at.palaceId, at.sessionId, rows.map((row) => row.bookingId), people],
  );
  await db.pool.query(
    `insert into ticket (palace_id, id, booking_id, session_id, ordinal, code, issued_at)
     select $1, id, booking_id, $2, 0, code, now()
     from unnest($3::uuid[], $4::uuid[], $5::text[]) as given (id, booking_id, code)`,
    [
      at.palaceId,
      at.sessionId,
      rows.map((row) => row.id),
      rows.map((row) => row.bookingId),
      [...new Set(Array.from({ length: rows.length * 2 }, () => newTicketCode()))].slice(0, rows.length),
    ],
  );
}
