/** Something that keeps the data right, and the SQL that takes it away: the checker must then find what goes wrong. */
export interface Guard {
  readonly name: string;
  readonly remove: string;
  /** How what the checker must find begins: an invariant's name, or words of the comparison with what clients were told. */
  readonly finds: string;
}

const noLock = `create or replace function lock_pools(palaces uuid[], pools uuid[]) returns setof pool
  language plpgsql volatile as $$ begin
    return query select pool.* from pool where (palace_id, id) in (select * from unnest(palaces, pools))
      order by session_id, category nulls last;
    perform pg_sleep(0.03);
  end $$;`;

export const guards: readonly Guard[] = [
  {
    name: 'pool-lock-and-capacity',
    remove: `${noLock} alter table pool drop constraint pool_not_oversold`,
    finds: 'pool-',
  },
  {
    name: 'one-booking-a-session',
    remove: 'drop index booking_one_active; create index booking_one_active on booking (id)',
    finds: 'one-live-booking',
  },
  {
    name: 'one-place-at-a-time',
    remove: 'alter table person_engagement drop constraint person_not_in_two_places',
    finds: 'one-place-at-a-time',
  },
  {
    name: 'idempotency-key',
    remove: 'alter table idempotency_key drop constraint idempotency_key_pkey',
    finds: 'one key, two answers',
  },
  {
    // The index stands behind the pool's lock, under which seats are given out: either of them is enough.
    name: 'seat-lock-and-index',
    remove: `${noLock} drop index seat_sold_once`,
    finds: 'seat-sold-once',
  },
  {
    name: 'pass-not-overdrawn',
    remove: 'alter table pass drop constraint pass_not_overdrawn',
    finds: 'pass-within-its-units',
  },
  {
    name: 'one-team-a-session',
    remove: 'drop index team_one_a_session',
    finds: 'team-one-a-leader-and-session',
  },
  {
    name: 'one-admission',
    remove: 'alter table check_in drop constraint check_in_once',
    finds: 'one-admission',
  },
];
