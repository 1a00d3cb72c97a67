import { defaultCreditRules } from '@wengong/contract';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { tablesOf } from '../../../kernel/db.ts';
import type { BookingTables, PolicyRow } from '../booking.tables.ts';

const db = tablesOf<BookingTables>();

/** Rules of a palace that has not made its own yet: version 1. */
export const defaultPolicy = (palaceId: string, now: Date): PolicyRow => ({
  palace_id: palaceId,
  version: 1,
  cancel_until_minutes: 120,
  check_in_opens_minutes: 60,
  check_in_closes_minutes: 15,
  offer_minutes: 30,
  max_active_per_person: 10,
  credit: defaultCreditRules,
  transfers_per_month: 2,
  transfer_until_minutes: 120,
  companion_rule: 'named',
  team_seats: 0,
  team_return_hours: 24,
  created_by: null,
  created_at: now,
});

/** The rules now in force; the default ones, not yet written, where there are none. */
export async function policyInForce(reader: Reader | Tx, palaceId: string, now: Date): Promise<PolicyRow> {
  const row = await db
    .read(reader)
    .selectFrom('booking_policy')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? defaultPolicy(palaceId, now);
}

/** Versions of rules that bookings were made under, by `<palace> <version>`. */
export async function policyVersions(
  reader: Reader | Tx,
  keys: readonly { palace_id: string; policy_version: number }[],
): Promise<(key: { palace_id: string; policy_version: number }) => PolicyRow> {
  const rows =
    keys.length === 0
      ? []
      : await db
          .read(reader)
          .selectFrom('booking_policy')
          .selectAll()
          .where('palace_id', 'in', [...new Set(keys.map((key) => key.palace_id))])
          .where('version', 'in', [...new Set(keys.map((key) => key.policy_version))])
          .execute();
  const known = new Map(rows.map((row) => [`${row.palace_id} ${row.version}`, row]));
  return ({ palace_id, policy_version }) => {
    const row = known.get(`${palace_id} ${policy_version}`);
    if (row === undefined) throw new Error(`no booking rules ${policy_version} of palace ${palace_id}`);
    return row;
  };
}

/** Writes a version; the constraint `booking_policy_version` refuses one that exists. */
export const insertPolicy = (tx: Tx, row: PolicyRow) =>
  db.write(tx).insertInto('booking_policy').values(row).execute();

/** Writes version 1 where a palace has no rules yet: a booking must name a version. */
export const ensurePolicies = (tx: Tx, palaceIds: readonly string[], now: Date) =>
  db
    .write(tx)
    .insertInto('booking_policy')
    .values(palaceIds.map((palaceId) => defaultPolicy(palaceId, now)))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
