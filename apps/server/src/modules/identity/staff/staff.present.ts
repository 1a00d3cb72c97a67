import type { StaffMember, UnionOfficer } from '@wengong/contract';
import type { Keys } from '../../../kernel/crypto.ts';
import { maskedPhoneOf } from '../people/people.ts';
import type { StaffFacts } from './staff.store.ts';

export const presentOfficer = (facts: Omit<StaffFacts, 'roles'>, keys: Keys): UnionOfficer => ({
  personId: facts.person_id,
  displayName: facts.display_name,
  phoneMasked: maskedPhoneOf(facts, keys),
  account: facts.account,
  secondFactor: facts.second_factor,
  lastSignInAt: facts.last_sign_in_at?.toISOString() ?? null,
});

export const presentStaff = (facts: StaffFacts, keys: Keys): StaffMember => ({
  ...presentOfficer(facts, keys),
  roles: facts.roles,
});
