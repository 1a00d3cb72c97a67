import type { ReviewKind, ReviewState, ReviewTask } from '@wengong/contract';
import { type RawBuilder, sql } from 'kysely';
import type { Place } from '../../../kernel/cursor.ts';
import type { Reader, Tx } from '../../../kernel/db.ts';
import type { Item } from '../items.store.ts';

/** Whose queue: a palace's, or that of a union over all palaces below it. */
export interface Scope {
  readonly palaceIds: readonly string[];
  /** The union's place in the tree; null: a palace's queue, which decides nothing that was left to a union. */
  readonly path: string | null;
}

export interface Filters {
  readonly task?: ReviewTask | undefined;
  readonly kind?: ReviewKind | undefined;
  readonly only?: 'flagged' | 'escalated' | 'reported' | undefined;
}

const within = ({ palaceIds }: Scope) => sql`i.palace_id = any (${[...palaceIds]}::uuid[])`;

function matching({ task, kind, only }: Filters): RawBuilder<unknown> {
  return sql`(${task ?? null}::text is null or i.task = ${task ?? null})
    and (${kind ?? null}::text is null or i.kind = ${kind ?? null})
    and (${only !== 'flagged'} or i.flag is not null)
    and (${only !== 'escalated'} or i.escalated_to is not null)
    and (${only !== 'reported'} or i.reports > 0)`;
}

/** Items left to a union above the scope are not its to decide. */
const decidable = ({ path }: Scope) =>
  path === null
    ? sql`i.escalated_to is null`
    : sql`(i.escalated_to is null or exists (select from union_node u where u.id = i.escalated_to
        and u.path <@ ${path}::ltree))`;

interface Page<Key> {
  readonly after: Key | null;
  readonly limit: number;
}

/** What waits, oldest first; what was put in front before all. */
export async function waitingItems(
  reader: Reader,
  scope: Scope,
  filters: Filters,
  { after, limit }: Page<readonly [front: boolean, since: Date, id: string]>,
): Promise<Item[]> {
  const [front, since, id] = after ?? [];
  const { rows } = await sql<Item>`select i.* from moderation_item i
    where ${within(scope)} and i.task is not null and i.ready and ${matching(filters)}
      and ${after === null ? sql`true` : sql`(not i.front, i.waiting_since, i.id) > (not ${front}::boolean, ${since}::timestamptz, ${id}::uuid)`}
    order by i.front desc, i.waiting_since, i.id limit ${limit}`.execute(reader);
  return rows;
}

/** What has come to a state, latest decision first. */
export async function decidedItems(
  reader: Reader,
  scope: Scope,
  filters: Filters & { readonly state: ReviewState },
  { after, limit }: Page<Place>,
): Promise<Item[]> {
  const { rows } = await sql<Item>`select i.* from moderation_item i
    where ${within(scope)} and i.state = ${filters.state} and i.decided_at is not null and ${matching(filters)}
      and ${after === null ? sql`true` : sql`(i.decided_at, i.id) < (${after.at}::timestamptz, ${after.id}::uuid)`}
    order by i.decided_at desc, i.id desc limit ${limit}`.execute(reader);
  return rows;
}

/** Items that a reviewer has claimed already, in the queue's order. */
export async function claimedBy(
  tx: Tx,
  scope: Scope,
  filters: Filters,
  { by, now, limit }: { readonly by: string; readonly now: Date; readonly limit: number },
): Promise<Item[]> {
  const { rows } = await sql<Item>`select i.* from moderation_item i
    where i.claimed_by = ${by} and i.claimed_until > ${now} and i.task is not null and ${within(scope)}
      and ${matching(filters)} and ${decidable(scope)} and ${mayDecide(by)}
    order by i.front desc, i.waiting_since, i.id limit ${limit} for update skip locked`.execute(tx);
  return rows;
}

/** The next items that nobody has: as many as there are to take, each held until the transaction ends. */
export async function nextFree(
  tx: Tx,
  scope: Scope,
  filters: Filters,
  { by, now, limit }: { readonly by: string; readonly now: Date; readonly limit: number },
): Promise<Item[]> {
  const { rows } = await sql<Item>`
    with free as materialized (
      select i.palace_id, i.id from moderation_item i
      where ${within(scope)} and i.task is not null and i.ready and ${matching(filters)} and ${decidable(scope)}
        and (i.claimed_by is null or i.claimed_until <= ${now}) and ${mayDecide(by)}
      order by i.front desc, i.waiting_since, i.id limit ${limit * 5})
    select taken.* from free cross join lateral take_moderation_item(free.palace_id, free.id, ${by}, ${now}) as taken
    limit ${limit}`.execute(tx);
  return rows;
}

/** Not what is theirs, what they have decided in this task, or an appeal against them. */
const mayDecide = (by: string) => sql`i.owner_id is distinct from ${by}::uuid
  and not exists (select from moderation_decision d where d.palace_id = i.palace_id and d.item_id = i.id
    and d.reviewer_id = ${by} and ((d.task_no = i.task_no and d.verdict in ('approve', 'reject'))
      or (i.task = 'appeal' and d.verdict in ('reject', 'take_down'))))`;

export async function claim(
  tx: Tx,
  items: readonly Item[],
  { by, until }: { readonly by: string; readonly until: Date },
): Promise<void> {
  await sql`update moderation_item i set claimed_by = ${by}, claimed_until = ${until}
    from unnest(${items.map((item) => item.palace_id)}::uuid[], ${items.map((item) => item.id)}::uuid[])
      as mine (palace_id, id)
    where i.palace_id = mine.palace_id and i.id = mine.id`.execute(tx);
}

export interface Counted {
  readonly waiting: number;
  readonly first: number;
  readonly final: number;
  readonly appeal: number;
  readonly report: number;
  readonly flagged: number;
  readonly claimed: number;
  readonly preparing: number;
  readonly oldest: Date | null;
  readonly median: number | null;
}

/** How much waits, by what for, since when; and how long first reviews took lately. */
export async function countQueue(reader: Reader | Tx, scope: Scope, now: Date): Promise<Counted> {
  const month = new Date(now.getTime() - 30 * 86_400_000);
  const { rows } = await sql<Counted>`select count(*) filter (where ready) as waiting,
      count(*) filter (where ready and task = 'first') as first,
      count(*) filter (where ready and task = 'final') as final,
      count(*) filter (where ready and task = 'appeal') as appeal,
      count(*) filter (where ready and task = 'report') as report,
      count(*) filter (where ready and flag is not null) as flagged,
      count(*) filter (where claimed_until > ${now}) as claimed,
      count(*) filter (where not ready) as preparing,
      min(waiting_since) filter (where ready) as oldest,
      (select (percentile_cont(0.5) within group (order by waited_s))::float8 from moderation_decision
        where palace_id = any (${[...scope.palaceIds]}::uuid[]) and task = 'first' and at > ${month}
          and verdict in ('approve', 'reject')) as median
    from moderation_item i where ${within(scope)} and task is not null`.execute(reader);
  const [row] = rows;
  if (row === undefined) throw new Error('an aggregate has one row');
  return row;
}

/** Seconds within which four of five first reviews of the palaces were decided lately; left out where none were. */
export async function usualWaits(
  reader: Reader | Tx,
  palaceIds: readonly string[],
  now: Date,
): Promise<Map<string, number>> {
  const month = new Date(now.getTime() - 30 * 86_400_000);
  const { rows } = await sql<{ palace_id: string; seconds: number }>`
    select palace_id, (percentile_cont(0.8) within group (order by waited_s))::float8 as seconds
    from moderation_decision where palace_id = any (${[...palaceIds]}::uuid[]) and task = 'first' and at > ${month}
      and verdict in ('approve', 'reject') group by palace_id`.execute(reader);
  return new Map(rows.map((row) => [row.palace_id, row.seconds]));
}
