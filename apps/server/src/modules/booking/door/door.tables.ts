import type { DoorEntry, DoorFlag, DoorOutcome } from '@wengong/contract';

export interface DoorEntryRow {
  palace_id: string;
  device_id: string;
  nonce: string;
  id: string;
  kind: DoorEntry['kind'];
  at: Date;
  received_at: Date;
  session_id: string | null;
  ticket_id: string | null;
  verdict: 'admitted' | 'already' | 'refused' | null;
  outcome: DoorOutcome;
  flag: DoorFlag | null;
  check_in_id: string | null;
}

export interface DoorTables {
  door_entry: DoorEntryRow;
}
