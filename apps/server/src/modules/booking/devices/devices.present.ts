import type { DoorDevice } from '@wengong/contract';
import type { DoorDeviceRow } from './devices.tables.ts';

/** `provisionedBy` is the name of who provisioned it. */
export const presentDevice = (row: DoorDeviceRow, provisionedBy: string): DoorDevice => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  provisionedBy,
  provisionedAt: row.provisioned_at.toISOString(),
  lastSeenAt: row.last_seen_at?.toISOString() ?? null,
  waiting: row.waiting,
  revokedAt: row.revoked_at?.toISOString() ?? null,
});
