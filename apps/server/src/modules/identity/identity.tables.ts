import type { ConsentPurpose, Locale, PalaceRole, WorkerCategory } from '@wengong/contract';
import type { SessionStage } from './auth/session.rules.ts';

export interface PersonRow {
  id: string;
  display_name: string;
  phone_cipher: Buffer | null;
  /** Keyed hash of the normalised number (`keys.fingerprint`). */
  phone_hash: Buffer | null;
  /** Keyed hash of its last four digits (`phoneEndHash`). */
  phone_end: Buffer | null;
  locale: Locale;
  elder_mode: boolean;
  home_district: string | null;
  created_at: Date;
  /** The person asked to be deleted: erased after this instant unless they sign in before. */
  erase_after: Date | null;
  erased_at: Date | null;
}

export interface AuthUserRow {
  id: string;
  name: string;
  email: string;
  email_verified: boolean;
  image: string | null;
  created_at: Date;
  updated_at: Date;
  /** Keyed hash of the phone number in hexadecimal; never the number. */
  phone_number: string | null;
  phone_number_verified: boolean | null;
  /** Account name of a staff member. */
  username: string | null;
  two_factor_enabled: boolean | null;
  new_password_required: boolean;
  last_sign_in_at: Date | null;
}

export interface AuthSessionRow {
  id: string;
  expires_at: Date;
  token: string;
  created_at: Date;
  updated_at: Date;
  ip_address: string | null;
  user_agent: string | null;
  user_id: string;
  stage: SessionStage;
  idle_until: Date;
}

export interface AuthAccountRow {
  id: string;
  account_id: string;
  provider_id: string;
  user_id: string;
  password: string | null;
  created_at: Date;
  updated_at: Date;
}

export interface MembershipRow {
  person_id: string;
  union_id: string;
  method: 'roster';
  card_cipher: Buffer | null;
  verified_at: Date;
  /** Last valid day, YYYY-MM-DD. */
  valid_until: string;
}

export interface RosterEntryRow {
  union_id: string;
  phone_hash: Buffer;
  card_cipher: Buffer | null;
  valid_until: string;
  updated_at: Date;
}

export interface AuditRow {
  /** The nil id for what unions do. */
  palace_id: string;
  seq: number;
  actor_id: string;
  action: string;
  subject_type: string;
  subject_id: string;
  before: unknown;
  after: unknown;
  at: Date;
  previous_hash: Buffer;
  hash: Buffer;
}

export interface IdentityTables {
  person: PersonRow;
  auth_user: AuthUserRow;
  auth_session: AuthSessionRow;
  auth_account: AuthAccountRow;
  auth_two_factor: {
    id: string;
    user_id: string;
    /** Encrypted by better-auth. */
    secret: string;
    backup_codes: string;
    verified: boolean | null;
  };
  second_factor_use: { user_id: string; code: string; used_at: Date };
  auth_verification: { id: string; identifier: string; value: string; expires_at: Date };
  phone_change: {
    person_id: string;
    id: string;
    phone_hash: Buffer | null;
    palace_id: string | null;
    asked_at: Date;
    changed_at: Date | null;
  };
  sign_in_code_request: { id: string; phone_hash: Buffer; at: Date };
  staff_sign_in_failure: { account: string; failures: number; locked_until: Date | null; last_at: Date };
  consent: {
    person_id: string;
    id: string;
    purpose: ConsentPurpose;
    version: string;
    given_at: Date;
    withdrawn_at: Date | null;
  };
  palace_role: {
    palace_id: string;
    person_id: string;
    role: PalaceRole;
    granted_by: string | null;
    granted_at: Date;
  };
  union_role: {
    union_id: string;
    person_id: string;
    role: 'officer';
    granted_by: string | null;
    granted_at: Date;
  };
  union_roster_entry: RosterEntryRow;
  membership: MembershipRow;
  attested_category: {
    phone_hash: Buffer;
    category: WorkerCategory;
    attested_by: string;
    attested_at: Date;
  };
  audit_entry: AuditRow;
}
