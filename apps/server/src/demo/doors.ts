import { createHash } from 'node:crypto';
import type { DeviceKind } from '@wengong/contract';
import { DAY, type DemoCalendar, later, MINUTE } from './calendar.ts';
import type { Palace } from './places.ts';
import type { Row, Rows } from './rows.ts';
import { Seed } from './seed.ts';

/** Admissions of a palace that its east door made without network, the latest. */
const TOLD = 24;

/** Two devices at the doors of a palace, a lost one, a kiosk in its hall, what they told last, and a ticket that both let in. */
export function addDoors(calendar: DemoCalendar, rows: Rows, palace: Palace): void {
  const seed = new Seed(`doors ${palace.content.slug}`);
  const undone = new Set(rows.of('check_in_undo').map((row) => row.check_in_id));
  const admitted = rows
    .of('check_in')
    .filter((row) => row.palace_id === palace.id && !undone.has(row.id) && (row.at as Date) < calendar.now)
    .toSorted((a, b) => (a.at as Date).getTime() - (b.at as Date).getTime())
    .slice(-TOLD);
  const last = admitted.at(-1);
  if (last === undefined) return;
  const told = new Date(Math.min(later(last.at as Date, 20 * MINUTE).getTime(), calendar.now.getTime()));
  const east = device(seed, palace, {
    name: '东门手机',
    seen: told,
    since: later(told, -30 * DAY),
    lost: false,
  });
  const west = device(seed, palace, {
    name: '西门平板',
    seen: told,
    since: later(told, -29 * DAY),
    lost: false,
  });
  const lost = device(seed, palace, {
    name: '前台旧手机',
    seen: later(told, -9 * DAY),
    since: later(told, -60 * DAY),
    lost: true,
  });
  const hall = device(seed, palace, {
    name: '一楼大厅自助机',
    seen: told,
    since: later(told, -29 * DAY),
    lost: false,
    kind: 'kiosk',
  });
  rows.add('door_device', east, west, lost, hall);
  for (const row of admitted) rows.add('door_entry', entry(seed, east, row, { told, twice: false }));
  const [first] = admitted;
  if (first !== undefined) rows.add('door_entry', entry(seed, west, first, { told, twice: true }));
}

function device(
  seed: Seed,
  palace: Palace,
  is: { name: string; seen: Date; since: Date; lost: boolean; kind?: DeviceKind },
): Row {
  const id = seed.id(is.since);
  return {
    palace_id: palace.id,
    id,
    kind: is.kind ?? 'door',
    name: is.name,
    // Of no token: nobody can call as a demonstration’s device.
    token_hash: createHash('sha256').update(`${id} ${seed.next()}`).digest(),
    provisioned_by: palace.staff.coordinator,
    provisioned_at: is.since,
    last_seen_at: is.seen,
    waiting: 0,
    revoked_at: is.lost ? later(is.seen, DAY) : null,
    revoked_by: is.lost ? palace.staff.director : null,
  };
}

/** What a device told of an admission; `twice`: it let in who had come in at another door four minutes before. */
function entry(seed: Seed, of: Row, admission: Row, { told, twice }: { told: Date; twice: boolean }): Row {
  const at = later(admission.at as Date, twice ? 4 * MINUTE : 0);
  return {
    palace_id: admission.palace_id,
    device_id: of.id,
    nonce: seed.id(at),
    id: seed.id(told),
    kind: 'scan',
    at: at < told ? at : told,
    received_at: told,
    session_id: admission.session_id,
    ticket_id: admission.ticket_id,
    verdict: 'admitted',
    outcome: twice ? 'duplicate' : 'admitted',
    flag: twice ? 'duplicate' : null,
    check_in_id: admission.id,
  };
}
