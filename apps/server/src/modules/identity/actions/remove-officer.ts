import { removeOfficer } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Identity } from '../identity.context.ts';
import { EVERY_UNION, endOffice, hasOfficer, lockRoles } from '../staff/roles.store.ts';

export const removeOfficerAction = ({ actors }: Identity) =>
  handle(removeOfficer, async ({ actor, params: { unionId, personId }, tx, now }) => {
    await lockRoles(tx, EVERY_UNION);
    if (!(await endOffice(tx, unionId, personId))) throw new Problem('not-found');
    if (!(await hasOfficer(tx, unionId, personId))) throw new Problem('last-officer');
    actors.forgetPerson(personId);
    await recordAudit(tx, {
      palaceId: null,
      actor,
      action: 'officer.remove',
      subject: { type: 'person', id: personId },
      before: { unionId },
      at: now,
    });
  });
