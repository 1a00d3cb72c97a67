import type { DoorFlag } from '@wengong/contract';
import type { PolicyRow } from '../booking.tables.ts';
import { policyVersions } from '../rules/policy.store.ts';
import { verifyTicket } from '../tickets/ticket-token.ts';
import { admissionRow, admittedRecord, factsOf, tellAttended } from './admission.ts';
import { type Admission, admitAll, type FoundTicket } from './admissions.store.ts';
import { refusalOf } from './door.rules.ts';
import type { DoorEntryRow } from './door.tables.ts';
import { seenOf } from './entries.rules.ts';
import { rowOf, type Scan, type Settling, ticketsOf } from './settling.ts';

/** Puts scans of different tickets on record; who was let in is admitted, whatever the booking says by now. */
export async function settleScans(
  settling: Settling,
  scans: readonly Scan[],
  checkpoint: string,
): Promise<void> {
  if (scans.length === 0) return;
  const tickets = await ticketsOf(settling, scans);
  const rulesOf = await policyVersions(settling.tx, [...tickets.values()]);
  const entered: Entered[] = [];
  for (const scan of scans) {
    const ticket = tickets.get(scan);
    const row = { ...rowOf(settling, scan), ...(ticket ? placeOf(ticket) : {}) };
    settling.rows.set(scan.nonce, row);
    if (ticket === undefined || scan.verdict !== 'admitted') {
      settling.rows.set(scan.nonce, { ...row, ...withoutAdmission(settling, scan, ticket) });
    } else if (ticket.check_in_id !== null && !ticket.undone) {
      settling.rows.set(scan.nonce, { ...row, ...duplicateOf(ticket) });
    } else {
      entered.push({
        scan,
        ticket,
        admission: {
          ...admissionRow(ticket, checkpoint),
          at: row.at,
          recorded_by: settling.device.provisionedBy,
          method: scan.method,
          overridden: scan.override ?? false,
          happened: true,
        },
        rules: rulesOf(ticket),
      });
    }
  }
  await enter(settling, entered);
}

/** A scan that let somebody in. */
interface Entered {
  readonly scan: Scan;
  readonly ticket: FoundTicket;
  readonly admission: Admission;
  readonly rules: PolicyRow;
}

async function enter(settling: Settling, entered: readonly Entered[]): Promise<void> {
  const { rows, records, device } = settling;
  const outcomes = await admitAll(
    settling.tx,
    entered.map(({ admission }) => admission),
  );
  // Another door was faster by a moment: what it wrote is the first admission.
  const beaten = entered.filter(({ admission }) => !outcomes.get(admission.id)?.admitted);
  const others = await ticketsOf(
    settling,
    beaten.map(({ scan }) => scan),
  );
  for (const { scan } of beaten) {
    const first = others.get(scan);
    const row = rows.get(scan.nonce);
    if (first?.check_in_id && row) rows.set(scan.nonce, { ...row, ...duplicateOf(first) });
  }
  const admitted = entered.filter((each) => !beaten.includes(each));
  const ended = await endedMeanwhile(
    settling,
    admitted.filter(({ admission }) => outcomes.get(admission.id)?.ended),
  );
  for (const { scan, ticket, admission, rules } of admitted) {
    const row = rows.get(scan.nonce);
    const flag = flagOf(scan, ended.get(scan) ?? ticket, rules, admission.at);
    if (row) rows.set(scan.nonce, { ...row, outcome: 'admitted', check_in_id: admission.id, flag });
    const more = { deviceId: device.deviceId, at: admission.at, flag };
    records.push(admittedRecord(admission, device.provisionedBy, settling.now, more));
  }
  const missed = admitted.filter(({ admission }) => outcomes.get(admission.id)?.missed);
  await tellAttended(
    settling.tx,
    settling.deps,
    missed.map(({ ticket }) => ticket),
  );
}

/** Tickets were found before their bookings were locked: those of bookings that ended since, as they are now. */
const endedMeanwhile = (settling: Settling, entered: readonly Entered[]): Promise<Map<Scan, FoundTicket>> =>
  ticketsOf(
    settling,
    entered.map(({ scan }) => scan),
  );

const placeOf = (ticket: FoundTicket) => ({ ticket_id: ticket.id, session_id: ticket.session_id });

const duplicateOf = (ticket: FoundTicket): Pick<DoorEntryRow, 'outcome' | 'flag' | 'check_in_id'> => ({
  outcome: 'duplicate',
  flag: 'duplicate',
  check_in_id: ticket.check_in_id,
});

/** Of a scan that admits nobody: turned away, or let in with what is no ticket of this palace. */
function withoutAdmission(
  settling: Settling,
  scan: Scan,
  ticket: FoundTicket | undefined,
): Pick<DoorEntryRow, 'outcome' | 'flag'> {
  const name = settling.names.get(scan);
  const reason = typeof name === 'string' ? name : 'unknown';
  if (scan.verdict === 'admitted') return { outcome: 'unplaced', flag: reason };
  const outcome = ticket === undefined ? 'unplaced' : 'noted';
  return { outcome, flag: isForgery(settling, scan) ? 'forged' : null };
}

/** Made to look like a ticket, which somebody should know of; any other code held to the camera is nothing. */
function isForgery({ deps }: Settling, scan: Scan): boolean {
  const seen = seenOf(scan.text);
  if (!('token' in seen)) return false;
  const verdict = verifyTicket(seen.token.trim(), deps.keys.ticketKey);
  return !verdict.genuine && verdict.why === 'forged';
}

/** Why the staff should look at somebody who was let in: what a door with network would have said at that time. */
function flagOf(scan: Scan, ticket: FoundTicket, rules: PolicyRow, at: Date): DoorFlag | null {
  const door = { sessionId: scan.sessionId, now: at, override: scan.override ?? false };
  return refusalOf(factsOf(ticket), rules, door);
}
