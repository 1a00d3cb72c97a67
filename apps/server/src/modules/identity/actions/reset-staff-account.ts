import { resetStaffAccount } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { accountOf, removeSecondFactor, setPasswordHash } from '../auth/accounts.store.ts';
import { deleteSessions } from '../auth/sessions.store.ts';
import type { Identity } from '../identity.context.ts';
import { holdsRolesElsewhere, lockRoles, rolesIn } from '../staff/roles.store.ts';
import { assertMayChangeRoles } from '../staff/staff.policy.ts';
import { preparePassword } from '../staff/staff-account.ts';

/**
 * For who lost their password or phone. The new password opens nothing without the owner's phone, but it locks
 * them out: so only where the caller may take all of their roles away.
 */
export const resetStaffAccountAction = (identity: Identity) =>
  handle(resetStaffAccount, async ({ actor, params: { palaceId, personId }, now }) => {
    const prepared = await preparePassword();
    return identity.db.transact(async (tx) => {
      await lockRoles(tx, palaceId);
      const roles = await rolesIn(tx, palaceId, personId);
      if (roles.length === 0) throw new Problem('not-found');
      assertMayChangeRoles(actor, palaceId, roles);
      if (await holdsRolesElsewhere(tx, personId, { palaceId })) throw new Problem('staff-account-elsewhere');
      const account = await accountOf(tx, personId);
      if (account?.username == null) throw new Problem('no-staff-account');
      await setPasswordHash(tx, personId, prepared.hash, { initial: true, now });
      await removeSecondFactor(tx, personId);
      await deleteSessions(tx, personId);
      identity.actors.forgetPerson(personId);
      await recordAudit(tx, {
        palaceId,
        actor,
        action: 'staff.reset-account',
        subject: { type: 'person', id: personId },
        at: now,
      });
      return { initialPassword: prepared.password };
    });
  });
