import type { Locale, PushTopic } from '@wengong/contract';
import type { Generated } from 'kysely';

export interface PushDeviceRow {
  person_id: string;
  id: string;
  endpoint_hash: Buffer;
  /** Sealed JSON of a `DeviceSubscription`. */
  subscription: Buffer;
  locale: Locale;
  user_agent: string;
  created_at: Date;
  delivered_at: Date | null;
}

export interface PushPreferenceRow {
  person_id: string;
  muted: PushTopic[];
  discreet: boolean;
  quiet_from: number;
  quiet_until: number;
}

export interface PushDeliveryRow {
  person_id: string;
  device_id: string;
  message_id: string;
  due_at: Date;
  expires_at: Date;
  attempts: Generated<number>;
  leased_until: Generated<Date | null>;
}

export interface PushTables {
  push_device: PushDeviceRow;
  push_preference: PushPreferenceRow;
  push_delivery: PushDeliveryRow;
}
