import { sql } from 'kysely';
import type { Reader, Tx } from '../../../kernel/db.ts';
import type { Contest, ContestKey } from '../contest.store.ts';
import type { ContestEntryRow } from '../contest.tables.ts';

/** How a gallery is dealt: places below `seldom` are the entries shown least, those from `dealtSize` on came later. */
export interface Dealt {
  readonly dealt: number;
  readonly scope: string;
  readonly seldom: number;
  readonly dealtSize: number;
  readonly size: number;
}

/** Entries (`e`) that everybody sees. */
const isShown = sql`e.state = 'approved' and e.clip_down_at is null`;

/** The order dealt out now, of all entries or of a category; undefined before the first entry is approved. */
export async function dealtOf(reader: Reader | Tx, key: ContestKey, scope: string, dealt: number) {
  const { rows } = await sql<Dealt>`
    select dealt, scope, seldom, dealt_size as "dealtSize", size from contest_gallery
    where palace_id = ${key.palaceId} and contest_id = ${key.contestId} and dealt = ${dealt}
      and scope = ${scope}`.execute(reader);
  return rows[0];
}

/** Entries at places, in no order; places whose entry is no longer shown are left out. */
export async function entriesAtPlaces(
  reader: Reader,
  key: ContestKey,
  { dealt, scope }: Pick<Dealt, 'dealt' | 'scope'>,
  places: readonly number[],
): Promise<{ place: number; entry_id: string }[]> {
  if (places.length === 0) return [];
  const { rows } = await sql<{ place: number; entry_id: string }>`
    select p.place, p.entry_id from contest_gallery_place p
      join contest_entry e on e.palace_id = p.palace_id and e.id = p.entry_id
    where p.palace_id = ${key.palaceId} and p.contest_id = ${key.contestId} and p.dealt = ${dealt}
      and p.scope = ${scope} and p.place = any (${[...places]}::int[]) and ${isShown}`.execute(reader);
  return rows;
}

/** Who deals and who adds to what is dealt come one after the other, so that no entry falls between. The last lock taken. */
async function lockGallery(tx: Tx, contestId: string): Promise<void> {
  await sql`select lock_contest_gallery(${contestId})`.execute(tx);
}

/**
 * Gives an entry that was approved the next place in the order dealt out now, unless it has one from before. The first
 * of a contest or category begins that order: nobody waits for the next dealing.
 */
export async function addToGallery(
  tx: Tx,
  contest: Contest,
  entry: ContestEntryRow,
  now: Date,
): Promise<void> {
  await lockGallery(tx, contest.id);
  await sql`
    insert into contest_gallery (palace_id, contest_id, dealt, scope, seldom, dealt_size, size, dealt_at)
    select palace_id, id, gallery, scope, 0, 0, 0, ${now}::timestamptz
    from contest cross join unnest(array['', ${entry.category}]) as scope
    where palace_id = ${contest.palace_id} and id = ${contest.id}
    on conflict do nothing`.execute(tx);
  await sql`
    with grown as (
      update contest_gallery set size = size + 1
      where palace_id = ${contest.palace_id} and contest_id = ${contest.id} and scope in ('', ${entry.category})
        and dealt = (select gallery from contest where palace_id = ${contest.palace_id} and id = ${contest.id})
        and not exists (select from contest_gallery_place p where p.palace_id = contest_gallery.palace_id
          and p.contest_id = contest_gallery.contest_id and p.dealt = contest_gallery.dealt
          and p.scope = contest_gallery.scope and p.entry_id = ${entry.id})
      returning palace_id, contest_id, dealt, scope, size
    )
    insert into contest_gallery_place (palace_id, contest_id, dealt, scope, place, entry_id)
    select palace_id, contest_id, dealt, scope, size - 1, ${entry.id} from grown`.execute(tx);
}

/**
 * Deals the places of a held contest anew: at random, the half that was shown least before the rest. The order before
 * this one stays for those who are leafing through it; older ones go.
 */
export async function dealGallery(tx: Tx, key: ContestKey, now: Date): Promise<void> {
  await sql`set local statement_timeout = '300s'`.execute(tx);
  await lockGallery(tx, key.contestId);
  const { rows } = await sql<{ dealt: number }>`
    update contest set gallery = gallery + 1 where palace_id = ${key.palaceId} and id = ${key.contestId}
    returning gallery as dealt`.execute(tx);
  const dealt = rows[0]?.dealt ?? 1;
  await sql`
    with shown as materialized (
      select e.id, e.category, ntile(2) over (partition by s.scope order by e.shown, random()) as half, s.scope
      from contest_entry e cross join lateral (values (''), (e.category)) as s (scope)
      where e.palace_id = ${key.palaceId} and e.contest_id = ${key.contestId} and ${isShown}
    ),
    placed as materialized (
      select id, scope, half, row_number() over (partition by scope order by half, random()) - 1 as place from shown
    ),
    dealt_now as (
      insert into contest_gallery (palace_id, contest_id, dealt, scope, seldom, dealt_size, size, dealt_at)
      select ${key.palaceId}::uuid, ${key.contestId}::uuid, ${dealt}, scope, count(*) filter (where half = 1),
        count(*), count(*), ${now}::timestamptz
      from (select scope, half from placed union all select '', null where not exists (select from placed)) as s
      group by scope
    )
    insert into contest_gallery_place (palace_id, contest_id, dealt, scope, place, entry_id)
    select ${key.palaceId}::uuid, ${key.contestId}::uuid, ${dealt}, scope, place, id from placed`.execute(tx);
  await sql`delete from contest_gallery where palace_id = ${key.palaceId} and contest_id = ${key.contestId}
    and dealt < ${dealt - 1}`.execute(tx);
}

/** Published contests whose order was dealt before an instant, or to which at least a tenth has come since, or never dealt. */
export async function galleriesToDeal(reader: Reader, before: Date): Promise<ContestKey[]> {
  const { rows } = await sql<ContestKey>`
    select c.palace_id as "palaceId", c.id as "contestId" from contest c
      left join contest_gallery g on g.palace_id = c.palace_id and g.contest_id = c.id and g.dealt = c.gallery
        and g.scope = ''
    where c.state = 'published'
      and (g.dealt is null or g.dealt_at < ${before} or g.size - g.dealt_size > g.dealt_size / 10)
    order by c.id limit 100`.execute(reader);
  return rows;
}

/** Adds to how often entries were shown. */
export async function countShown(tx: Tx, times: ReadonlyMap<string, { palaceId: string; times: number }>) {
  const rows = [...times].toSorted(([a], [b]) => (a < b ? -1 : 1));
  await sql`
    update contest_entry e set shown = e.shown + more.times
    from unnest(${rows.map(([, each]) => each.palaceId)}::uuid[], ${rows.map(([id]) => id)}::uuid[],
      ${rows.map(([, each]) => each.times)}::int[]) as more (palace_id, id, times)
    where e.palace_id = more.palace_id and e.id = more.id`.execute(tx);
}

// By number, by votes, and what a search finds

interface Sought {
  readonly category: string | null;
  /** All of these must be among the entry's. */
  readonly grams: readonly string[];
  readonly limit: number;
}

export async function entriesFrom(
  reader: Reader,
  key: ContestKey,
  sought: Sought & { readonly after: number },
): Promise<{ id: string; number: number }[]> {
  const { rows } = await sql<{ id: string; number: number }>`
    select e.id, e.number from contest_entry e
    where e.palace_id = ${key.palaceId} and e.contest_id = ${key.contestId} and ${isShown}
      and e.number > ${sought.after} and (${sought.category}::text is null or e.category = ${sought.category})
      and e.grams @> ${[...sought.grams]}::text[]
    order by e.number limit ${sought.limit}`.execute(reader);
  return rows;
}

/** Entries of a round by their votes, after a place in that order. */
export async function entriesByVotes(
  reader: Reader,
  key: ContestKey,
  round: number,
  sought: Sought & { readonly after: { votes: number; id: string } | null },
): Promise<{ id: string; votes: number }[]> {
  const { after } = sought;
  const { rows } = await sql<{ id: string; votes: number }>`
    select e.id, t.votes from contest_tally t
      join contest_entry e on e.palace_id = t.palace_id and e.id = t.entry_id
    where t.palace_id = ${key.palaceId} and t.contest_id = ${key.contestId} and t.round = ${round} and t.accepting
      and ${isShown} and (${sought.category}::text is null or e.category = ${sought.category})
      and e.grams @> ${[...sought.grams]}::text[]
      and (${after?.votes ?? null}::bigint is null
        or (t.votes, e.id) < (${after?.votes ?? null}::bigint, ${after?.id ?? null}::uuid))
    order by t.votes desc, e.id desc limit ${sought.limit}`.execute(reader);
  return rows;
}
