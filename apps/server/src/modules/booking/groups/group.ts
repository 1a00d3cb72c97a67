import type { Reader, Tx } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/errors.ts';
import { unionsByIds } from '../../network/index.ts';
import { type SessionForBooking, sessionForBooking } from '../../programme/index.ts';
import { enrolUntil } from '../allotments/allotments.present.ts';
import { hasReturned } from '../allotments/allotments.rules.ts';
import { allotmentOfUnion } from '../allotments/allotments.store.ts';
import { termsOf } from '../book-session.ts';
import { type Price, priceOf } from '../booking.rules.ts';
import type { PoolRow } from '../booking.tables.ts';

/** An allotment into which its union puts people. */
export interface Group {
  readonly pool: PoolRow;
  readonly session: SessionForBooking;
  readonly union: { readonly id: string; readonly name: string; readonly nameEn: string };
}

/** The allotment of a union. Throws `not-found`. */
export async function groupPool(reader: Reader | Tx, unionId: string, allotmentId: string): Promise<PoolRow> {
  const pool = await allotmentOfUnion(reader, unionId, allotmentId);
  if (pool === undefined) throw new Problem('not-found');
  return pool;
}

/** What it takes to put people into a pool; null when it is not a union's or its session is gone. */
export async function groupOf(reader: Reader | Tx, pool: PoolRow): Promise<Group | null> {
  if (pool.union_id === null) return null;
  const session = await sessionForBooking(reader, pool.palace_id, pool.session_id);
  const union = (await unionsByIds(reader, [pool.union_id])).get(pool.union_id);
  if (session === null || union === undefined) return null;
  return { pool, session, union: { id: union.id, name: union.name, nameEn: union.name_en } };
}

/** A union's allotment in which people can be enrolled now. Throws `not-found`, `enrolment-closed`, … */
export async function openGroup(
  reader: Reader | Tx,
  params: { readonly unionId: string; readonly allotmentId: string },
  now: Date,
): Promise<Group> {
  const pool = await groupPool(reader, params.unionId, params.allotmentId);
  const group = await groupOf(reader, pool);
  if (group === null) throw new Problem('not-found');
  if (group.session.status === 'cancelled' || pool.closed) throw new Problem('session-called-off');
  if (group.session.activity.status !== 'published') throw new Problem('session-not-open');
  if (hasReturned(pool, now) || now >= enrolUntil(pool)) throw new Problem('enrolment-closed');
  return group;
}

/** What a union's officer claims for those whom they name, besides what these can claim themselves. */
export const vouchedFor = (pool: PoolRow): string[] =>
  pool.demands.filter((demand) => demand.startsWith('union:') || demand.startsWith('block:'));

/** Whom a union enrols counts as its member. */
export const groupPrice = (session: SessionForBooking): Price =>
  priceOf(termsOf(session), { member: true, categories: [] }, 0);
