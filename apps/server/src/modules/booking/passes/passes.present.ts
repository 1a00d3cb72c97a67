import type { DeskPass, Pass, PassPlan, PassUse } from '@wengong/contract';
import type { Keys } from '../../../kernel/crypto.ts';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { localDay } from '../../../kernel/zone.ts';
import { peopleOf } from '../../identity/index.ts';
import { type PalaceRow, palacesByIds } from '../../network/index.ts';
import { sessionsByIds } from '../../programme/index.ts';
import type { PassFact } from './passes.events.ts';
import { type PassFacts, passStatusOf, unitOf } from './passes.rules.ts';
import { type PassSeen, usesOf } from './passes.store.ts';
import type { PassRow } from './passes.tables.ts';
import type { PlanSeen } from './plans.store.ts';

export const presentPlan = (row: PlanSeen): PassPlan => ({
  id: row.id,
  version: row.version,
  name: row.name,
  nameEn: row.name_en,
  units: row.units,
  validDays: row.valid_days,
  priceFen: row.price_fen,
  scope: row.scope,
  noShowUses: row.no_show_uses,
  lateCancelUses: row.late_cancel_uses,
  onSale: row.on_sale,
  createdAt: row.created_at.toISOString(),
  issued: row.issued,
});

export const passFactsOf = (row: PassRow): PassFacts => ({
  units: row.units,
  taken: row.taken,
  validFrom: row.valid_from,
  validUntil: row.valid_until,
  voided: row.voided_at !== null,
});

/** What events say of a pass. */
export const passFactOf = (row: PassSeen): PassFact => ({
  palaceId: row.palace_id,
  passId: row.id,
  personId: row.person_id,
  name: row.name,
  nameEn: row.name_en,
  left: row.units === null ? null : row.units - row.taken,
  validFrom: row.valid_from.toISOString(),
  validUntil: row.valid_until.toISOString(),
});

function presentPass(row: PassSeen, palace: PalaceRow, now: Date): Pass {
  // It ends at midnight: its last day is the one before.
  const lastDay = localDay(new Date(row.valid_until.getTime() - 1), palace.time_zone);
  return {
    id: row.id,
    palaceId: row.palace_id,
    palaceSlug: palace.slug,
    palaceName: palace.name,
    palaceNameEn: palace.name_en,
    timeZone: palace.time_zone,
    name: row.name,
    nameEn: row.name_en,
    status: passStatusOf(passFactsOf(row), now),
    units: row.units,
    left: row.units === null ? null : row.units - row.taken,
    held: row.held,
    used: row.taken - row.held,
    scope: row.scope,
    noShowUses: row.no_show_uses,
    lateCancelUses: row.late_cancel_uses,
    validFrom: localDay(row.valid_from, palace.time_zone),
    validUntil: lastDay,
    priceFen: row.price_fen,
    issuedAt: row.issued_at.toISOString(),
  };
}

/** Passes as their person sees them, in their order. */
export async function presentPasses(
  reader: Reader | Tx,
  rows: readonly PassSeen[],
  now: Date,
): Promise<Pass[]> {
  const palaces = await palacesByIds(
    reader,
    rows.map((row) => row.palace_id),
  );
  return rows.flatMap((row) => {
    const palace = palaces.get(row.palace_id);
    return palace === undefined ? [] : [presentPass(row, palace, now)];
  });
}

/** Passes as the desk sees them, in their order. */
export async function presentDeskPasses(
  reader: Reader | Tx,
  keys: Keys,
  rows: readonly PassSeen[],
  now: Date,
): Promise<DeskPass[]> {
  const shown = await presentPasses(reader, rows, now);
  const people = await peopleOf(
    reader,
    keys,
    rows.map((row) => row.person_id),
  );
  return rows.flatMap((row, index) => {
    const pass = shown[index];
    if (pass === undefined) return [];
    const person = people.get(row.person_id);
    return [
      {
        ...pass,
        planId: row.plan_id,
        personId: row.person_id,
        displayName: person?.displayName ?? '',
        phoneMasked: person?.phoneMasked ?? null,
        note: row.note,
        voidReason: row.void_reason,
        refundedFen: row.refunded_fen,
      },
    ];
  });
}

/** What a pass was used for, latest first. */
export async function presentUses(reader: Reader | Tx, pass: PassRow): Promise<PassUse[]> {
  const rows = await usesOf(reader, pass);
  const sessions = await sessionsByIds(
    reader,
    rows.map((row) => ({ palaceId: row.palace_id, sessionId: row.session_id })),
  );
  return rows.flatMap((row) => {
    const session = sessions.get(row.session_id);
    if (session === undefined) return [];
    return [
      {
        bookingId: row.id,
        title: session.title,
        titleEn: session.titleEn,
        startsAt: row.starts_at.toISOString(),
        status: row.status,
        unit: unitOf({ status: row.status, taken: row.pass_taken }),
      },
    ];
  });
}
