import { enrollable, poolWithRoom } from './allotments.ts';
import { DAY, later } from './calendar.ts';
import type { Row, Rows } from './rows.ts';
import { Seed } from './seed.ts';

interface Leading {
  readonly rows: Rows;
  readonly now: Date;
  readonly palaceId: string;
  /** Who leads it. */
  readonly worker: string;
}

const SEATS = 8;
const TAKEN = 3;

const count = (row: Row, column: string) => Number(row[column]);

/**
 * Lets the worker set seats of a session to come apart for a work team, of which some are taken: by people who have
 * booked it anyhow, so that nothing else changes. Nothing where no session has so many seats free.
 */
export function leadTeam(one: Leading): void {
  const pool = poolWithRoom(one);
  if (pool === undefined) return;
  const { rows, now, worker } = one;
  const seed = new Seed('teams');
  const made = later(now, -DAY);
  const latest = Math.min(later(pool.starts_at as Date, -DAY).getTime(), later(made, 7 * DAY).getTime());
  const closesAt = new Date(latest);
  const id = seed.id(made);
  const members = enrollable(one, pool).slice(0, TAKEN);
  rows.change(pool, {
    capacity: count(pool, 'capacity') - SEATS,
    confirmed: count(pool, 'confirmed') - members.length,
  });
  rows.add('pool', {
    ...pool,
    id,
    kind: 'block',
    parent_id: null,
    union_id: null,
    depth: 1,
    label: '焊装二班',
    seats: SEATS,
    demands: [`block:${id}`],
    demands_until: [closesAt],
    returns_at: closesAt,
    returned_at: null,
    created_by: worker,
    capacity: SEATS,
    excess: 0,
    held: 0,
    confirmed: members.length,
  });
  for (const booking of members) rows.change(booking, { pool_id: id, eligible_pools: [id] });
  rows.add('team_block', {
    palace_id: pool.palace_id,
    id,
    session_id: pool.session_id,
    leader_id: worker,
    label: '焊装二班',
    seats: SEATS,
    link_id: seed.id(made),
    slot: 1,
    created_at: made,
    closes_at: closesAt,
  });
}
