import type { BookingStatus } from '@wengong/contract';
import { type RawBuilder, sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { BookingTables } from '../booking.tables.ts';
import type { TeamRow, TeamTables } from './teams.tables.ts';

const db = tablesOf<BookingTables & TeamTables>();

/** A team with how many of its seats are taken and free, and whether its session was called off. */
export interface TeamSeen extends TeamRow {
  readonly taken: number;
  readonly free: number;
  readonly closed: boolean;
  readonly starts_at: Date;
  readonly ends_at: Date;
}

/** As `isMemberOf`: of bookings of the team's pool, those that could take no other. */
const isMember = sql<boolean>`booking.eligible_pools = array[booking.pool_id]`;

async function teamsWhere(reader: Reader | Tx, where: RawBuilder<unknown>): Promise<TeamSeen[]> {
  const { rows } = await sql<TeamSeen>`
    select team.*, (select count(*)::int from booking where booking.palace_id = team.palace_id
        and booking.session_id = team.session_id and booking.pool_id = team.id and ${isMember}
        and booking.status in ('confirmed', 'checked_in', 'completed', 'no_show', 'excused')) as taken,
      greatest(0, pool.capacity - pool.held - pool.confirmed) as free,
      pool.closed, pool.starts_at, pool.ends_at
    from team_block team join pool on pool.palace_id = team.palace_id and pool.id = team.id
    where ${where}`.execute(reader);
  return rows;
}

/** Teams shown to a leader. */
const MOST = 50;

export const teamsOf = (reader: Reader | Tx, leaderId: string): Promise<TeamSeen[]> =>
  teamsWhere(reader, sql`team.leader_id = ${leaderId} order by team.created_at desc limit ${MOST}`);

export const teamOf = async (
  reader: Reader | Tx,
  leaderId: string,
  teamId: string,
): Promise<TeamSeen | undefined> =>
  (await teamsWhere(reader, sql`team.leader_id = ${leaderId} and team.id = ${teamId}`))[0];

/** The team that a link names. */
export const teamOfLink = async (
  reader: Reader | Tx,
  palaceId: string,
  linkId: string,
): Promise<TeamSeen | undefined> =>
  (await teamsWhere(reader, sql`team.palace_id = ${palaceId} and team.link_id = ${linkId}`))[0];

/**
 * Writes a team in the first of the leader's places that is free; the indexes `team_slot` and `team_one_a_session` refuse
 * what somebody else of the same name does at the same time. Says whether there was a place.
 */
export async function insertTeam(
  tx: Tx,
  row: Omit<TeamRow, 'slot' | 'nudged_at' | 'ended_at'>,
): Promise<boolean> {
  const { rows } = await sql`
    insert into team_block (palace_id, id, session_id, leader_id, label, seats, link_id, slot, created_at, closes_at)
    select ${row.palace_id}::uuid, ${row.id}::uuid, ${row.session_id}::uuid, ${row.leader_id}::uuid, ${row.label},
      ${row.seats}, ${row.link_id}::uuid, slot, ${row.created_at}::timestamptz, ${row.closes_at}::timestamptz
    from generate_series(1, 2) as slot
    where slot not in (select taken.slot from team_block taken where taken.palace_id = ${row.palace_id}
      and taken.leader_id = ${row.leader_id} and taken.ended_at is null)
    order by slot limit 1
    returning id`.execute(tx);
  return rows.length > 0;
}

export const changeTeam = (
  tx: Tx,
  team: Pick<TeamRow, 'palace_id' | 'id'>,
  change: Partial<Pick<TeamRow, 'link_id' | 'ended_at' | 'label'>>,
) =>
  db
    .write(tx)
    .updateTable('team_block')
    .set(change)
    .where('palace_id', '=', team.palace_id)
    .where('id', '=', team.id)
    .execute();

export interface MemberRow {
  readonly id: string;
  readonly person_id: string;
  readonly queued_at: Date;
  readonly status: BookingStatus;
}

/** Who has a seat of a team, in the order in which they took it. */
export const membersOf = (
  reader: Reader | Tx,
  team: Pick<TeamRow, 'palace_id' | 'id' | 'session_id'>,
): Promise<MemberRow[]> =>
  db
    .read(reader)
    .selectFrom('booking')
    .select(['id', 'person_id', 'queued_at', 'status'])
    .where('palace_id', '=', team.palace_id)
    .where('session_id', '=', team.session_id)
    .where('pool_id', '=', team.id)
    .where(isMember)
    .where('status', 'in', ['held', 'confirmed', 'checked_in', 'completed', 'no_show', 'excused'])
    .orderBy('queued_at')
    .orderBy('id')
    .execute();

/** Open teams whose deadline has passed or whose session is called off, marked as ended. */
export async function takeEnded(tx: Tx, now: Date, limit: number): Promise<TeamSeen[]> {
  const { rows } = await sql<{ id: string }>`
    update team_block set ended_at = ${now}
    where (palace_id, id) in (
      select team.palace_id, team.id from team_block team
        join pool on pool.palace_id = team.palace_id and pool.id = team.id
      where team.ended_at is null and (team.closes_at <= ${now} or pool.closed)
      order by team.closes_at limit ${limit} for update of team skip locked)
    returning id`.execute(tx);
  return seenByIds(tx, rows);
}

/** Open teams with free seats whose deadline is less than a day away, and was more when they were made, marked. */
export async function takeClosing(tx: Tx, now: Date, limit: number): Promise<TeamSeen[]> {
  const { rows } = await sql<{ id: string }>`
    update team_block set nudged_at = ${now}
    where (palace_id, id) in (
      select team.palace_id, team.id from team_block team
        join pool on pool.palace_id = team.palace_id and pool.id = team.id
      where team.ended_at is null and team.nudged_at is null
        and team.closes_at > ${now} and team.closes_at <= ${now}::timestamptz + interval '24 hours'
        and team.created_at <= team.closes_at - interval '36 hours'
        and not pool.closed and pool.capacity - pool.held - pool.confirmed > 0
      order by team.closes_at limit ${limit} for update of team skip locked)
    returning id`.execute(tx);
  return seenByIds(tx, rows);
}

const seenByIds = (tx: Tx, rows: readonly { id: string }[]): Promise<TeamSeen[]> =>
  rows.length === 0
    ? Promise.resolve([])
    : teamsWhere(tx, sql`team.id = any (${rows.map((row) => row.id)}::uuid[])`);

/** What booking holds about the teams that a person leads. */
export const teamRecordsOf = async (reader: Reader, personId: string): Promise<object[]> =>
  (await teamsOf(reader, personId)).map((team) => ({
    id: team.id,
    palaceId: team.palace_id,
    sessionId: team.session_id,
    label: team.label,
    seats: team.seats,
    taken: team.taken,
    createdAt: team.created_at,
    nameBy: team.closes_at,
  }));

export const forgetTeams = (tx: Tx, personId: string) =>
  db.write(tx).updateTable('team_block').set({ label: '已注销' }).where('leader_id', '=', personId).execute();
