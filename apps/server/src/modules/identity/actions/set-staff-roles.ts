import { setStaffRoles } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Identity } from '../identity.context.ts';
import { isLastDirector, lockRoles, replaceRoles, rolesIn } from '../staff/roles.store.ts';
import { assertMayChangeRoles, changedRoles } from '../staff/staff.policy.ts';
import { presentStaff } from '../staff/staff.present.ts';
import { staffOf } from '../staff/staff.store.ts';

export const setStaffRolesAction = ({ actors, keys }: Identity) =>
  handle(setStaffRoles, async ({ actor, params: { palaceId, personId }, body: { roles }, tx, now }) => {
    await lockRoles(tx, palaceId);
    const before = await rolesIn(tx, palaceId, personId);
    // New people come in by addStaff, which gives them an account: nobody gets a role here who has none.
    if (before.length === 0) throw new Problem('not-found');
    assertMayChangeRoles(actor, palaceId, changedRoles(before, roles));
    if (!roles.includes('director') && (await isLastDirector(tx, palaceId, personId))) {
      throw new Problem('last-director');
    }
    await replaceRoles(tx, { palaceId, personId, roles, by: actor.personId, at: now });
    actors.forgetPerson(personId);
    const [member] = await staffOf(tx, palaceId, personId);
    await recordAudit(tx, {
      palaceId,
      actor,
      action: 'staff.set-roles',
      subject: { type: 'person', id: personId },
      before: { roles: before },
      after: { roles: member?.roles ?? [] },
      at: now,
    });
    return { member: member === undefined ? null : presentStaff(member, keys) };
  });
