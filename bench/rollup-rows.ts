import type pg from 'pg';

/** What is generated: `rows` admissions over `days` days in `palaces` palaces, two sessions a day each. */
export interface Size {
  readonly rows: number;
  readonly palaces: number;
  readonly days: number;
  /** Different persons of each palace's own; one visit in twenty is to the palace of the next town. */
  readonly personsOfPalace: number;
}

export const SESSIONS_A_DAY = 2;
const VISITS_A_PERSON = 25;

/** A year of admissions: a thousand palaces from ten million rows on, fewer below. */
export function sizeOf(rows: number): Size {
  const palaces = Math.max(20, Math.min(1000, Math.round(rows / 10_000)));
  return {
    rows,
    palaces,
    days: 365,
    personsOfPalace: Math.max(10, Math.round(rows / palaces / VISITS_A_PERSON)),
  };
}

/** An id (UUIDv8) that the same words always give, so that rows find each other without a join. */
const idOf = (...words: string[]) =>
  `overlay(overlay(md5(concat_ws(' ', ${words.join(', ')})) placing '8' from 13) placing '8' from 17)::uuid`;
const PERSON = (palace: string, number: string) => idOf("'person'", palace, number);
const SESSION = (palace: string, day: string, number: string) => idOf("'session'", palace, day, number);

/** The union tree, palaces, people, a programme, and one booking a session at each price; `last` is the last day. */
export async function writeWorld(pool: pg.Pool, size: Size, last: string): Promise<void> {
  const run = (text: string, values: unknown[] = []) => pool.query(text, values);
  await run(`insert into union_node (id, parent_id, path, level, name, name_en)
    values (${idOf("'union'")}, null, 'cn', 'nation', '全国总工会', 'National federation') on conflict do nothing`);
  await run(`insert into union_node (id, parent_id, path, level, name, name_en)
    select ${idOf("'union'", 'p')}, n.id, (n.path::text || '.p' || p)::ltree, 'province', '省' || p, 'Province ' || p
    from generate_series(1, 31) p, union_node n where n.level = 'nation'`);
  await run(`insert into union_node (id, parent_id, path, level, name, name_en)
    select ${idOf("'union'", 'u.name', 'c')}, u.id, (u.path::text || '.c' || c)::ltree, 'city', u.name || '市' || c,
      u.name_en || ' city ' || c
    from generate_series(1, 10) c, union_node u where u.level = 'province'`);
  await run(
    `insert into palace (id, slug, union_id, name, name_en, province, city, district, address, created_at)
    select ${idOf("'palace'", 'n')}, 'palace-' || n, u.id, '文化宫' || n, 'Palace ' || n, '', u.name, '', '', now()
    from generate_series(0, $1::int - 1) n
      join (select id, name, row_number() over (order by path) - 1 as at from union_node where level = 'city') u
        on u.at = n % 310`,
    [size.palaces],
  );
  await run(
    `insert into person (id, display_name, created_at)
    select ${PERSON('p', 'n')}, '职工', now()
    from generate_series(0, $1::int - 1) p, generate_series(0, $2::int - 1) n`,
    [size.palaces, size.personsOfPalace],
  );
  await run(`insert into booking_policy (palace_id, version, cancel_until_minutes, check_in_opens_minutes,
      check_in_closes_minutes, offer_minutes, max_active_per_person, created_at)
    select id, 1, 120, 60, 15, 30, 10, now() from palace`);
  await run(
    `insert into activity (palace_id, id, kind, title, public_benefit, status, created_by, submitted_by, reviewed_by,
      published_at, created_at, updated_at)
    select ${idOf("'palace'", 'p')}, ${idOf("'activity'", 'p', 'a')}, 'course', '课程', a = 0, 'published', ${PERSON('p', '0')},
      ${PERSON('p', '0')}, ${PERSON('p', '1')}, now(), now(), now()
    from generate_series(0, $1::int - 1) p, generate_series(0, 1) a`,
    [size.palaces],
  );
  await writeSessions(run, size, last);
}

async function writeSessions(
  run: (text: string, values?: unknown[]) => Promise<unknown>,
  size: Size,
  last: string,
): Promise<void> {
  const each = `generate_series(0, $1::int - 1) p, generate_series(0, $2::int - 1) d, generate_series(0, ${SESSIONS_A_DAY} - 1) a`;
  const starts = `($3::date - d)::timestamp at time zone 'Asia/Shanghai' + make_interval(hours => 10 + 8 * a)`;
  const values = [size.palaces, size.days, last];
  await run(
    `insert into session (palace_id, id, activity_id, starts_at, ends_at, time_zone, capacity, booking_opens_at,
      booking_closes_at, created_at)
    select ${idOf("'palace'", 'p')}, ${SESSION('p', 'd', 'a')}, ${idOf("'activity'", 'p', 'a')}, ${starts},
      ${starts} + interval '2 hours', 'Asia/Shanghai', 400, ${starts} - interval '9 days', ${starts}, now()
    from ${each}`,
    values,
  );
  await run(`insert into pool (palace_id, id, session_id, capacity, starts_at, ends_at)
    select palace_id, id, id, capacity, starts_at, ends_at from session`);
  await run(
    `insert into booking (palace_id, id, session_id, person_id, pool_id, eligible_pools, seats, status, policy_version,
      price_fen, member_price, starts_at, ends_at, queued_at, booked_by)
    select ${idOf("'palace'", 'p')}, ${idOf("'booking'", 'p', 'd', 'a', 'm')}, ${SESSION('p', 'd', 'a')}, ${PERSON('p', 'm')},
      ${SESSION('p', 'd', 'a')}, array[${SESSION('p', 'd', 'a')}], 1, 'completed', 1, 0, m = 1, ${starts},
      ${starts} + interval '2 hours', ${starts} - interval '1 day', ${PERSON('p', 'm')}
    from ${each}, generate_series(0, 1) m`,
    values,
  );
}

/**
 * The admissions of one day: each of a person drawn from the palace's own, or from the next one's; half of them at the
 * members' price. They hang on the two bookings of their session, so that a hundred million need no more than these.
 * Ids are made once a session, not once a row, and those of the rows are counted up: ids drawn by chance are most of
 * the time which a row takes.
 */
export async function writeAdmissions(pool: pg.Pool, size: Size, last: string, day: number): Promise<number> {
  const ofSession = Math.round(size.rows / size.palaces / size.days / SESSIONS_A_DAY);
  const { rowCount } = await pool.query(
    `with open_session as materialized (
      select p, a, ${idOf("'palace'", 'p')} as palace_id, ${SESSION('p', '$3::int', 'a')} as session_id,
        ${idOf("'booking'", 'p', '$3::int', 'a', '0')} as booking, ${idOf("'booking'", 'p', '$3::int', 'a', '1')} as member_booking,
        ($4::date - $3::int)::timestamp at time zone 'Asia/Shanghai' + make_interval(hours => 10 + 8 * a) as opens_at,
        ${PERSON('p', '0')} as clerk
      from generate_series(0, $1::int - 1) p, generate_series(0, ${SESSIONS_A_DAY} - 1) a)
    insert into check_in (palace_id, id, ticket_id, booking_id, session_id, person_id, admission, at, recorded_by, method)
    select palace_id,
      (lpad(to_hex(p), 8, '0') || '-' || lpad(to_hex($3::int), 4, '0') || '-8000-8000-'
        || lpad(to_hex(a * 1000000 + n), 12, '0'))::uuid,
      session_id, case n % 2 when 0 then booking else member_booking end, session_id,
      ${PERSON('case when random() < 0.05 then (p + 1) % $1::int else p end', 'floor(random() * $2)::int')}, n,
      opens_at + n * interval '20 seconds', clerk, 'code'
    from open_session, generate_series(1, $5::int) n`,
    [size.palaces, size.personsOfPalace, day, last, ofSession],
  );
  return rowCount ?? 0;
}
