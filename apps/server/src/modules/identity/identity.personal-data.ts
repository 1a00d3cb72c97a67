import type { Keys } from '../../kernel/crypto.ts';
import type { PersonalData } from '../../kernel/personal-data.ts';
import { deleteAccount } from './auth/accounts.store.ts';
import { openSessions } from './auth/sessions.store.ts';
import { consentsOf } from './consent.store.ts';
import type { Identity } from './identity.context.ts';
import { meFacts } from './me.store.ts';
import { categoriesOf, deleteCategories } from './membership/categories.store.ts';
import { deleteMembership, type MembershipFacts, membershipOf } from './membership/membership.store.ts';
import { anonymisePerson, lockPerson } from './people/people.store.ts';
import { changesOf, deleteChangesOf } from './phone-change/phone-change.store.ts';
import { deleteAllRoles, isStaffOf } from './staff/roles.store.ts';

/**
 * What identity holds about a person. The audit log and a union's own roster stay: the first tells what staff
 * did, the second is the union's record, and after erasure neither leads to a name or number.
 */
export const identityPersonalData = ({ keys, clock, actors }: Identity): PersonalData => ({
  async exportPerson(reader, personId) {
    const me = await meFacts(reader, personId);
    if (me === undefined) return null;
    const membership = await membershipOf(reader, personId);
    return {
      profile: {
        id: me.id,
        displayName: me.display_name,
        phone: me.phone_cipher === null ? null : keys.open(me.phone_cipher),
        locale: me.locale,
        elderMode: me.elder_mode,
        homeDistrict: me.home_district,
        createdAt: me.created_at,
        staffAccount: me.account,
      },
      consents: await consentsOf(reader, personId),
      sessions: (await openSessions(reader, personId, clock.now())).map(
        ({ created_at, ip_address, user_agent, stage }) => ({ created_at, ip_address, user_agent, stage }),
      ),
      membership: membership === undefined ? null : exportMembership(membership, keys),
      categories: me.phone_hash === null ? [] : await categoriesOf(reader, me.phone_hash),
      phoneChanges: await changesOf(reader, personId),
      palaceRoles: me.palace_roles,
      unionRoles: me.union_roles,
    };
  },
  async erasePerson(tx, personId, now) {
    const person = await lockPerson(tx, personId);
    if (person === undefined) return;
    await deleteAccount(tx, personId);
    await deleteMembership(tx, personId);
    await deleteChangesOf(tx, personId);
    if (person.phone_hash !== null) await deleteCategories(tx, person.phone_hash);
    await deleteAllRoles(tx, personId);
    await anonymisePerson(tx, personId, now);
    actors.forgetPerson(personId);
  },
  servesPerson: isStaffOf,
});

const exportMembership = (facts: MembershipFacts, keys: Keys) => ({
  union: facts.union_name,
  method: facts.method,
  cardNumber: facts.card_cipher === null ? null : keys.open(facts.card_cipher),
  verifiedAt: facts.verified_at,
  validUntil: facts.valid_until,
});
