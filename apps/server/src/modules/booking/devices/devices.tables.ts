export interface DoorDeviceRow {
  palace_id: string;
  id: string;
  name: string;
  token_hash: Buffer;
  provisioned_by: string;
  provisioned_at: Date;
  last_seen_at: Date | null;
  waiting: number;
  revoked_at: Date | null;
  revoked_by: string | null;
}

export interface DoorProvisioningRow {
  palace_id: string;
  code_hash: Buffer;
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
