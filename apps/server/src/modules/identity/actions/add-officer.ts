import { addOfficer } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Identity } from '../identity.context.ts';
import { phoneOf } from '../people/people.ts';
import { EVERY_UNION, grantOffice, lockRoles } from '../staff/roles.store.ts';
import { presentOfficer } from '../staff/staff.present.ts';
import { officersOf } from '../staff/staff.store.ts';
import { ensureStaffAccount, preparePassword } from '../staff/staff-account.ts';

export const addOfficerAction = (identity: Identity) =>
  handle(addOfficer, async ({ actor, params: { unionId }, body, now }) => {
    const staff = { phone: phoneOf(body.phone), displayName: body.displayName, account: body.account, now };
    const prepared = await preparePassword();
    return identity.db.transact(async (tx) => {
      await lockRoles(tx, EVERY_UNION);
      const { personId, initialPassword } = await ensureStaffAccount(tx, identity.keys, staff, prepared);
      await grantOffice(tx, unionId, personId, actor.personId, now);
      identity.actors.forgetPerson(personId);
      const [officer] = await officersOf(tx, unionId, personId);
      if (officer === undefined) throw new Error('the office just granted is not there');
      await recordAudit(tx, {
        palaceId: null,
        actor,
        action: 'officer.add',
        subject: { type: 'person', id: personId },
        after: { unionId, account: officer.account },
        at: now,
      });
      return { officer: presentOfficer(officer, identity.keys), initialPassword };
    });
  });
