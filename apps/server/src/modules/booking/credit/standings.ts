import type { Reader, Tx } from '../../../kernel/db.ts';
import type { PolicyRow } from '../booking.tables.ts';
import { policyInForce } from '../rules/policy.store.ts';
import { type Debit, type Standing, standingAt } from './credit.rules.ts';
import type { CreditStandingRow } from './credit.tables.ts';
import { debitsOf, type PersonAt } from './ledger.store.ts';
import { deleteStandings, putStandings } from './standing.store.ts';

const nameOf = ({ palaceId, personId }: PersonAt) => `${palaceId} ${personId}`;

/** What people's credit is and means, by the rules their palaces have now. */
export async function standingsOf(
  reader: Reader | Tx,
  people: readonly PersonAt[],
  now: Date,
): Promise<(one: PersonAt) => { standing: Standing; debits: readonly Debit[]; policy: PolicyRow }> {
  const policies = new Map<string, PolicyRow>();
  for (const palaceId of new Set(people.map((one) => one.palaceId))) {
    policies.set(palaceId, await policyInForce(reader, palaceId, now));
  }
  const debits = Map.groupBy(await debitsOf(reader, people), (row) =>
    nameOf({ palaceId: row.palace_id, personId: row.person_id }),
  );
  return (one) => {
    const mine = (debits.get(nameOf(one)) ?? []).map((row) => ({
      points: row.points,
      halfLifeDays: row.half_life_days,
      occurredAt: row.occurred_at,
    }));
    const policy = policies.get(one.palaceId);
    if (policy === undefined) throw new Error(`nobody asked about palace ${one.palaceId}`);
    return { standing: standingAt(mine, policy.credit, now), debits: mine, policy };
  };
}

/** Writes what the claims must know of people whose credit is locked, and gives their standings. */
export async function refreshStandings(
  tx: Tx,
  people: readonly PersonAt[],
  now: Date,
): Promise<(one: PersonAt) => Standing> {
  const everybody = [...new Map(people.map((one) => [nameOf(one), one])).values()];
  const seen = await standingsOf(tx, everybody, now);
  const rows = everybody.flatMap((one) => rowOf(one, seen(one).standing));
  const named = new Set(rows.map((row) => nameOf({ palaceId: row.palace_id, personId: row.person_id })));
  await deleteStandings(
    tx,
    everybody.filter((one) => !named.has(nameOf(one))),
  );
  await putStandings(tx, rows);
  return (one) => seen(one).standing;
}

function rowOf(one: PersonAt, { grade, effects, nextGradeAt }: Standing): CreditStandingRow[] {
  if ((grade !== 'fair' && grade !== 'low') || effects === null || nextGradeAt === null) return [];
  return [
    {
      palace_id: one.palaceId,
      person_id: one.personId,
      grade,
      max_active: effects.maxActive,
      companions: effects.companions,
      confirm: effects.confirm,
      until: nextGradeAt,
    },
  ];
}
