import type {
  ContestDefinition,
  ContestEntryState,
  ContestState,
  EntrantKind,
  FindingKind,
  NominationState,
} from '@wengong/contract';

export interface ContestRow {
  palace_id: string;
  id: string;
  state: ContestState;
  /** The definition in force. */
  version: number;
  next_number: number;
  /** The gallery's order that is dealt out now; 0: none yet. */
  gallery: number;
  created_by: string;
  created_at: Date;
  published_at: Date | null;
  ended_at: Date | null;
  call_off_reason: string | null;
}

interface ContestVersionRow {
  palace_id: string;
  contest_id: string;
  version: number;
  definition: ContestDefinition;
  created_by: string;
  created_at: Date;
}

export interface ContestRoundRow {
  palace_id: string;
  contest_id: string;
  round: number;
  state: 'waiting' | 'open' | 'closed';
  votes: number;
  voided: number;
  batches: number;
  head: Buffer;
  /** How often votes were voided or given back. */
  rulings: number;
  /** Calendar day in the palace's time zone. */
  last_day: string | null;
  closed_at: Date | null;
}

export interface ContestEntryRow {
  palace_id: string;
  id: string;
  contest_id: string;
  version: number;
  number: number;
  category: string;
  person_id: string;
  entrant_kind: EntrantKind;
  entrant_name: string;
  people: string[];
  title: string;
  description: string;
  answers: Record<string, string | number | boolean>;
  union_id: string | null;
  asset_id: string | null;
  /** Its recording is taken down: out of the gallery and of its round until that is shown again. */
  clip_down_at: Date | null;
  state: ContestEntryState;
  note: string;
  round: number;
  shown: number;
  grams: string[];
  entered_at: Date;
  decided_at: Date | null;
  decided_by: string | null;
}

interface ContestTallyRow {
  palace_id: string;
  contest_id: string;
  round: number;
  entry_id: string;
  votes: number;
  voided: number;
  accepting: boolean;
}

export interface ContestFindingRow {
  palace_id: string;
  id: string;
  contest_id: string;
  round: number;
  kind: FindingKind;
  subject: string;
  entry_id: string | null;
  state: 'open' | 'dismissed' | 'voided' | 'restored';
  votes: number;
  people: number;
  from_at: Date;
  to_at: Date;
  figures: Record<string, number>;
  reason: string;
  decided_by: string | null;
  decided_at: Date | null;
  found_at: Date;
}

export interface ContestExpertRow {
  palace_id: string;
  contest_id: string;
  person_id: string;
  categories: string[];
  invited_by: string;
  invited_at: Date;
  removed_at: Date | null;
}

export interface ContestScoreRow {
  palace_id: string;
  contest_id: string;
  round: number;
  entry_id: string;
  person_id: string;
  scores: Record<string, number>;
  /** Hundredths of a point. */
  total: number;
  note: string;
  scored_at: Date;
}

export interface ContestResultRow {
  palace_id: string;
  contest_id: string;
  round: number;
  entry_id: string;
  category: string;
  votes: number;
  vote_score: number;
  expert_score: number | null;
  total: number;
  rank: number;
  advanced: boolean;
  prize: string | null;
}

export interface ContestCertificateRow {
  palace_id: string;
  id: string;
  contest_id: string;
  entry_id: string;
  prize: string;
  code: string;
  /** What it says, as JSON, as it was signed. */
  content: string;
  signature: Buffer;
  issued_at: Date;
  revoked_at: Date | null;
  revoke_reason: string;
  revoked_by: string | null;
}

export interface ContestSalesRow {
  palace_id: string;
  id: string;
  contest_id: string;
  entry_id: string;
  amount_fen: number;
  orders: number;
  proof: string;
  state: 'waiting' | 'accepted' | 'rejected';
  note: string;
  reported_at: Date;
  decided_at: Date | null;
  decided_by: string | null;
  /** The account is deleted: text and pictures are gone. */
  erased_at: Date | null;
}

export interface ContestSalesPictureRow {
  palace_id: string;
  report_id: string;
  /** 1 to 3, given by the database. */
  position: number;
  id: string;
  sha256: string;
  width: number;
  height: number;
  added_at: Date;
}

export interface ContestNominationRow {
  palace_id: string;
  id: string;
  contest_id: string;
  union_id: string;
  /** Sealed; null once the account is deleted. */
  name_cipher: Buffer | null;
  phone_cipher: Buffer | null;
  phone_hash: Buffer | null;
  category: string;
  title: string;
  state: NominationState;
  /** Who holds the number, once that is known. */
  person_id: string | null;
  entry_id: string | null;
  nominated_by: string;
  nominated_at: Date;
  decided_at: Date | null;
}

export interface ContestTables {
  contest: ContestRow;
  contest_version: ContestVersionRow;
  contest_round: ContestRoundRow;
  contest_entry: ContestEntryRow;
  contest_tally: ContestTallyRow;
  contest_finding: ContestFindingRow;
  contest_expert: ContestExpertRow;
  contest_score: ContestScoreRow;
  contest_result: ContestResultRow;
  contest_certificate: ContestCertificateRow;
  contest_certificate_code: { code: string; palace_id: string; certificate_id: string };
  contest_nomination: ContestNominationRow;
  contest_sales: ContestSalesRow;
  contest_sales_picture: ContestSalesPictureRow;
  contest_conflict: {
    palace_id: string;
    contest_id: string;
    entry_id: string;
    person_id: string;
    reason: string;
    declared_at: Date;
  };
}
