import type { DoorEntry, DoorFlag } from '@wengong/contract';
import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import type { Device } from '../../../kernel/device.ts';
import { newId } from '../../../kernel/ids.ts';
import type { AuditRecord } from '../../identity/index.ts';
import { type FoundTicket, findTickets, type TicketName } from './admissions.store.ts';
import type { DoorEntryRow } from './door.tables.ts';
import { happenedAt } from './entries.rules.ts';

/** The checkpoint of doors without network. */
export const CHECKPOINT = 'door';

export type Scan = Extract<DoorEntry, { kind: 'scan' }>;
export type Undo = Extract<DoorEntry, { kind: 'undo' }>;

/** What the settling of a device's entries shares. */
export interface Settling {
  readonly tx: Tx;
  readonly deps: Deps;
  readonly device: Device;
  readonly now: Date;
  /** What each scan named: a ticket of this palace, or why there is none. */
  readonly names: ReadonlyMap<Scan, TicketName | DoorFlag>;
  /** Sessions of this palace among those that entries name. */
  readonly sessions: ReadonlySet<string>;
  /** Rows of what is settled, by nonce: the entries of earlier calls that are spoken of here, too. */
  readonly rows: Map<string, DoorEntryRow>;
  readonly records: AuditRecord[];
}

/** A row of an entry of which nothing has become yet. */
export function rowOf(settling: Settling, entry: DoorEntry): DoorEntryRow {
  const session = entry.kind === 'undo' ? null : entry.sessionId;
  return {
    palace_id: settling.device.palaceId,
    device_id: settling.device.deviceId,
    nonce: entry.nonce,
    id: newId(),
    kind: entry.kind,
    at: happenedAt(entry, settling.now),
    received_at: settling.now,
    session_id: session !== null && settling.sessions.has(session) ? session : null,
    ticket_id: null,
    verdict: entry.kind === 'scan' ? entry.verdict : null,
    outcome: 'noted',
    flag: null,
    check_in_id: null,
  };
}

/** The tickets that scans name, as they are now; those without one are left out. */
export async function ticketsOf(settling: Settling, scans: readonly Scan[]): Promise<Map<Scan, FoundTicket>> {
  const named = scans.flatMap((scan) => {
    const name = settling.names.get(scan);
    return typeof name === 'object' ? [{ scan, name }] : [];
  });
  const found = await findTickets(
    settling.tx,
    named.map(({ name }) => ({ palaceId: settling.device.palaceId, name, checkpoint: CHECKPOINT })),
  );
  return new Map(
    named.flatMap(({ scan }, index) => {
      const ticket = found[index];
      return ticket === undefined ? [] : [[scan, ticket] as const];
    }),
  );
}
