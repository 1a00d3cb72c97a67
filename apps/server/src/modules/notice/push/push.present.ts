import type { PushDevice, PushPreferences } from '@wengong/contract';
import { usualPreferences } from './push.rules.ts';
import type { PushDeviceRow, PushPreferenceRow } from './push.tables.ts';

export const presentDevice = (row: PushDeviceRow): PushDevice => ({
  id: row.id,
  userAgent: row.user_agent,
  createdAt: row.created_at.toISOString(),
  deliveredAt: row.delivered_at?.toISOString() ?? null,
});

export const presentPreferences = (row: PushPreferenceRow | undefined): PushPreferences =>
  row === undefined
    ? usualPreferences
    : {
        muted: row.muted,
        discreet: row.discreet,
        quietFrom: row.quiet_from,
        quietUntil: row.quiet_until,
      };
