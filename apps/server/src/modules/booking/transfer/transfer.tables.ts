import type { InvitationKind, InvitationStatus } from '@wengong/contract';

export interface InvitationRow {
  palace_id: string;
  id: string;
  kind: InvitationKind;
  booking_id: string;
  session_id: string;
  /** The companion's ticket in the inviter's booking; 0: the whole booking. */
  ordinal: number;
  inviter_id: string;
  name: string;
  /** Keyed hash of the phone that may accept; null: whoever has the link. */
  phone_hash: Buffer | null;
  phone_masked: string | null;
  status: InvitationStatus;
  created_at: Date;
  expires_at: Date;
  ended_at: Date | null;
  accepted_by: string | null;
  taken_booking_id: string | null;
}

export interface TransferTables {
  seat_invitation: InvitationRow;
}
