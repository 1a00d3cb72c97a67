import { addStaff } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Identity } from '../identity.context.ts';
import { phoneOf } from '../people/people.ts';
import { grantRoles, lockRoles, rolesIn } from '../staff/roles.store.ts';
import { assertMayChangeRoles } from '../staff/staff.policy.ts';
import { presentStaff } from '../staff/staff.present.ts';
import { staffOf } from '../staff/staff.store.ts';
import { ensureStaffAccount, preparePassword } from '../staff/staff-account.ts';

export const addStaffAction = (identity: Identity) =>
  handle(addStaff, async ({ actor, params: { palaceId }, body, now }) => {
    assertMayChangeRoles(actor, palaceId, body.roles);
    const staff = { phone: phoneOf(body.phone), displayName: body.displayName, account: body.account, now };
    const prepared = await preparePassword();
    return identity.db.transact(async (tx) => {
      await lockRoles(tx, palaceId);
      const { personId, initialPassword } = await ensureStaffAccount(tx, identity.keys, staff, prepared);
      const before = await rolesIn(tx, palaceId, personId);
      await grantRoles(tx, { palaceId, personId, roles: body.roles, by: actor.personId, at: now });
      identity.actors.forgetPerson(personId);
      const [member] = await staffOf(tx, palaceId, personId);
      if (member === undefined) throw new Error('the roles just granted are not there');
      await recordAudit(tx, {
        palaceId,
        actor,
        action: 'staff.add',
        subject: { type: 'person', id: personId },
        before: { roles: before },
        after: { roles: member.roles, account: member.account },
        at: now,
      });
      return { member: presentStaff(member, identity.keys), initialPassword };
    });
  });
