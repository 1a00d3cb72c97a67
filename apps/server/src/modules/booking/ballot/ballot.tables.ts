import type { ballotVoidReasons } from '@wengong/contract';
import type { Generated } from 'kysely';

export type VoidReason = (typeof ballotVoidReasons)[number];

export interface BallotRulesRow {
  palace_id: string;
  version: number;
  first_timer_slips: number;
  loss_slips: number;
  loss_months: number;
  max_slips: number;
  confirm_minutes: number;
  created_by: string | null;
  created_at: Date;
}

export interface BallotRow {
  palace_id: string;
  id: string;
  session_id: string;
  rules_version: number;
  opens_at: Date;
  closes_at: Date;
  draws_at: Date;
  confirm_minutes: number;
  waiting_places: number;
  commitment: Buffer;
  /** The seed in hexadecimal, sealed with the server's key. */
  seed_sealed: Buffer;
  public_source: string | null;
  public_value: string | null;
  public_value_by: string | null;
  public_value_confirmed_by: string | null;
  closed_at: Date | null;
  entry_set_hash: Buffer | null;
  entries: number | null;
  slips: number | null;
  reserved_pools: Generated<string[]>;
  drawn_at: Date | null;
  seed: Buffer | null;
  /** First line of the result file. */
  header: string | null;
  won: number | null;
  waiting: number | null;
  voided: number | null;
  called_off_at: Date | null;
  created_by: string;
  created_at: Date;
}

export interface BallotEntryRow {
  palace_id: string;
  /** The id of the booking, too, should the draw make one. */
  id: string;
  ballot_id: string;
  session_id: string;
  person_id: string;
  status: 'entered' | 'withdrawn' | 'void';
  void_reason: VoidReason | null;
  /** Voided after the closing: it stays among the published lines. */
  voided_at: Date | null;
  companions: string[];
  seats: number;
  first_timer: boolean;
  losses: number;
  weight: number;
  pools: Generated<number>;
  tokens: string[];
  price_fen: number;
  member_price: boolean;
  salt: string;
  leaf: Buffer;
  entered_at: Date;
  changed_at: Date;
}

export interface BallotFileRow {
  palace_id: string;
  ballot_id: string;
  kind: 'entries' | 'result';
  part: number;
  first_leaf: Buffer;
  body: Buffer;
}

export interface BallotTables {
  ballot_rules: BallotRulesRow;
  ballot: BallotRow;
  ballot_entry: BallotEntryRow;
  ballot_file: BallotFileRow;
}
