import type { DeviceKind } from '@wengong/contract';

export interface DoorDeviceRow {
  palace_id: string;
  id: string;
  kind: DeviceKind;
  name: string;
  token_hash: Buffer;
  provisioned_by: string;
  provisioned_at: Date;
  last_seen_at: Date | null;
  waiting: number;
  revoked_at: Date | null;
  revoked_by: string | null;
  /** When a place in a waiting room was last taken at this kiosk. */
  place_taken_at: Date | null;
}

export interface DoorProvisioningRow {
  palace_id: string;
  code_hash: Buffer;
  kind: DeviceKind;
  name: string;
  created_by: string;
  created_at: Date;
  expires_at: Date;
  /** The device that used the code. */
  device_id: string | null;
}

export interface DeviceTables {
  door_device: DoorDeviceRow;
  door_provisioning: DoorProvisioningRow;
}
