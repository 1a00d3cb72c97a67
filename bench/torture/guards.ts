/** Something that keeps the data right, and the SQL that takes it away: the checker must then find what goes wrong. */
export interface Guard {
  readonly name: string;
  readonly remove: string;
}

const noLock = `create or replace function lock_pools(palaces uuid[], pools uuid[]) returns setof pool
  language plpgsql volatile as $$ begin
    return query select pool.* from pool where (palace_id, id) in (select * from unnest(palaces, pools))
      order by session_id, category nulls last;
    perform pg_sleep(0.005);
  end $$;`;

export const guards: readonly Guard[] = [
  {
    name: 'pool-lock-and-capacity',
    remove: `${noLock} alter table pool drop constraint pool_not_oversold`,
  },
  {
    name: 'one-booking-a-session',
    remove: 'drop index booking_one_active; create index booking_one_active on booking (id)',
  },
  {
    name: 'one-place-at-a-time',
    remove: 'alter table person_engagement drop constraint person_not_in_two_places',
  },
  { name: 'idempotency-key', remove: 'alter table idempotency_key drop constraint idempotency_key_pkey' },
  { name: 'seat-sold-once', remove: 'drop index seat_sold_once' },
  { name: 'pass-not-overdrawn', remove: 'alter table pass drop constraint pass_not_overdrawn' },
  { name: 'one-admission', remove: 'alter table check_in drop constraint check_in_once' },
];
