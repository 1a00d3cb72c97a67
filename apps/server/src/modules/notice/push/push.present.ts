import { createHash } from 'node:crypto';
import type { PushDevice, PushPreferences } from '@wengong/contract';
import type { Keys } from '../../../kernel/crypto.ts';
import { usualPreferences } from './push.rules.ts';
import type { PushDeviceRow, PushPreferenceRow } from './push.tables.ts';
import type { DeviceSubscription } from './push-sender.ts';

const endpointOf = (row: PushDeviceRow, keys: Keys): string =>
  (JSON.parse(keys.open(row.subscription)) as DeviceSubscription).endpoint;

export const presentDevice = (row: PushDeviceRow, keys: Keys): PushDevice => ({
  id: row.id,
  mark: createHash('sha256').update(endpointOf(row, keys)).digest('hex').slice(0, 16),
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
