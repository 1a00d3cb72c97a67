import type { DoorEntry, DoorEntryResult } from '@wengong/contract';
import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import type { Device } from '../../../kernel/device.ts';
import { newId } from '../../../kernel/ids.ts';
import { recordAudits } from '../../identity/index.ts';
import { sessionsForBooking } from '../../programme/index.ts';
import type { FoundTicket } from './admissions.store.ts';
import type { DoorEntryRow } from './door.tables.ts';
import { nameOf } from './door-answer.ts';
import { happenedAt, roundsOf, seenOf } from './entries.rules.ts';
import { answersOf, insertEntries, insertVisits, knownEntries } from './entries.store.ts';
import { settleScans } from './settle-scans.ts';
import { settleUndos } from './settle-undos.ts';
import { CHECKPOINT, rowOf, type Scan, type Settling, ticketsOf } from './settling.ts';

type Visit = Extract<DoorEntry, { kind: 'visit' }>;

/**
 * Puts on record what happened at a door, whatever has become of the bookings since, in one transaction whose size
 * does not grow with the entries. What does not fit is flagged and never lost. An entry told before is answered as
 * it was then. Gives the results in the order of the entries. The device's row must be held: see `touchDevice`.
 */
export async function settleEntries(
  tx: Tx,
  deps: Deps,
  device: Device,
  entries: readonly DoorEntry[],
  now: Date,
): Promise<DoorEntryResult[]> {
  const spoken = entries.flatMap((entry) =>
    entry.kind === 'undo' ? [entry.nonce, entry.undoes] : [entry.nonce],
  );
  const known = await knownEntries(tx, device, [...new Set(spoken)]);
  const rows = new Map(known.map((row) => [row.nonce, row]));
  const fresh = [...new Map(entries.map((entry) => [entry.nonce, entry])).values()].filter(
    (entry) => !rows.has(entry.nonce),
  );
  const scans = fresh.filter((entry) => entry.kind === 'scan');
  const settling: Settling = {
    tx,
    deps,
    device,
    now,
    names: new Map(scans.map((scan) => [scan, nameOf(seenOf(scan.text), device.palaceId, deps.keys)])),
    sessions: await sessionsNamed(tx, device, fresh),
    rows,
    records: [],
  };
  const tickets = await ticketsOf(settling, scans);
  const subjects = subjectsOf(fresh, tickets, rows);
  for (const round of roundsOf(fresh, (entry) => subjects.get(entry.nonce) ?? null)) {
    await settleScans(
      settling,
      round.filter((entry) => entry.kind === 'scan'),
      CHECKPOINT,
    );
    await settleUndos(
      settling,
      round.filter((entry) => entry.kind === 'undo'),
    );
    await settleVisits(
      settling,
      round.filter((entry) => entry.kind === 'visit'),
    );
  }
  await insertEntries(
    tx,
    fresh.flatMap((entry) => rows.get(entry.nonce) ?? []),
  );
  await recordAudits(tx, settling.records);
  return results(tx, device, entries);
}

async function sessionsNamed(tx: Tx, device: Device, entries: readonly DoorEntry[]): Promise<Set<string>> {
  const named = new Set(entries.flatMap((entry) => (entry.kind === 'undo' ? [] : (entry.sessionId ?? []))));
  const keys = [...named].map((sessionId) => ({ palaceId: device.palaceId, sessionId }));
  const found = keys.length === 0 ? [] : await sessionsForBooking(tx, keys);
  return new Set(found.flatMap((session) => session?.sessionId ?? []));
}

/** What must be settled one after the other: by nonce, the ticket that an entry is about. */
function subjectsOf(
  entries: readonly DoorEntry[],
  tickets: ReadonlyMap<Scan, FoundTicket>,
  rows: ReadonlyMap<string, DoorEntryRow>,
): Map<string, string> {
  const subjects = new Map<string, string>();
  for (const entry of entries) {
    const subject =
      entry.kind === 'scan'
        ? tickets.get(entry)?.id
        : entry.kind === 'undo'
          ? (subjects.get(entry.undoes) ?? rows.get(entry.undoes)?.ticket_id)
          : null;
    if (subject) subjects.set(entry.nonce, subject);
  }
  return subjects;
}

async function settleVisits(settling: Settling, visits: readonly Visit[]): Promise<void> {
  const { tx, device, rows, records, sessions } = settling;
  const placed = visits.filter((visit) => visit.sessionId === null || sessions.has(visit.sessionId));
  const taps = placed.map((visit) => ({
    palace_id: device.palaceId,
    id: newId(),
    session_id: visit.sessionId,
    at: happenedAt(visit, settling.now),
    visitors: visit.visitors,
    recorded_by: device.provisionedBy,
  }));
  await insertVisits(tx, taps);
  for (const visit of visits) {
    rows.set(visit.nonce, {
      ...rowOf(settling, visit),
      outcome: placed.includes(visit) ? 'counted' : 'unplaced',
    });
  }
  for (const tap of taps) {
    records.push({
      palaceId: device.palaceId,
      actor: { personId: device.provisionedBy },
      action: 'visit.count',
      subject: { type: 'visit', id: tap.id },
      after: { visitors: tap.visitors, sessionId: tap.session_id, deviceId: device.deviceId, at: tap.at },
      at: settling.now,
    });
  }
}

async function results(tx: Tx, device: Device, entries: readonly DoorEntry[]): Promise<DoorEntryResult[]> {
  const answers = await answersOf(
    tx,
    device,
    entries.map((entry) => entry.nonce),
  );
  return entries.flatMap(({ nonce }) => {
    const answer = answers.get(nonce);
    if (answer === undefined) return [];
    return {
      nonce,
      outcome: answer.outcome,
      flag: answer.flag,
      firstAt: answer.first_at?.toISOString() ?? null,
      firstDevice: answer.first_device,
    };
  });
}
