import type { Locale, rosterResult } from '@wengong/contract';
import type { z } from 'zod';
import type { Actor } from '../../../kernel/actor.ts';
import type { Tx } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/errors.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Identity } from '../identity.context.ts';
import { attest } from './categories.store.ts';
import { type RosterFault, type RosterRow, readRoster } from './roster.rules.ts';
import { refreshMemberships, upsertEntries } from './roster.store.ts';

/** As many faults as are listed: who has more corrects these first. */
const FAULTS_LISTED = 100;

export interface RosterUpload {
  readonly csv: string;
  readonly unionId: string;
  /** Palace whose director uploads it; null for an officer. */
  readonly palaceId: string | null;
  readonly actor: Actor;
  readonly locale: Locale;
  readonly now: Date;
}

/**
 * Puts a whole file on a union's roster, or nothing of it. Names are not stored, phones only as keyed hashes.
 * Throws `roster-unreadable`, or `roster-invalid` with every bad row.
 */
export async function uploadRoster(
  tx: Tx,
  identity: Identity,
  upload: RosterUpload,
): Promise<z.infer<typeof rosterResult>> {
  const { rows, faults } = readRoster(upload.csv);
  if (faults.length > 0) throw rosterInvalid(faults, upload.locale);
  const { keys, actors } = identity;
  const { unionId, actor, now } = upload;
  const known = rows.map((row) => ({ ...row, phoneHash: keys.fingerprint(row.phone) }));
  const entries = known.map((row) => ({
    phoneHash: row.phoneHash,
    cardCipher: row.card === null ? null : keys.seal(row.card),
    validUntil: row.validUntil,
  }));
  const added = await upsertEntries(tx, unionId, entries, now);
  const attestations = known.flatMap(({ phoneHash, categories }) =>
    categories.map((category) => ({ phoneHash, category })),
  );
  const categoriesAttested = await attest(tx, attestations, { personId: actor.personId, at: now });
  for (const personId of await refreshMemberships(tx, unionId, now)) actors.forgetPerson(personId);
  const result = { rows: rows.length, added, updated: rows.length - added, categoriesAttested };
  await recordAudit(tx, {
    palaceId: upload.palaceId,
    actor,
    action: 'roster.upload',
    subject: { type: 'union', id: unionId },
    after: { ...result, categories: countCategories(rows) },
    at: now,
  });
  return result;
}

function rosterInvalid(faults: readonly RosterFault[], locale: Locale): Problem {
  const fields = faults
    .slice(0, FAULTS_LISTED)
    .map(({ row, reason }) => ({ path: `row ${row}`, message: reason[locale] }));
  return new Problem('roster-invalid', { rows: faults.length }, { fields });
}

function countCategories(rows: readonly RosterRow[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const category of rows.flatMap((row) => row.categories))
    counts[category] = (counts[category] ?? 0) + 1;
  return counts;
}
