import { revealPhone } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { isServed } from '../people/is-served.ts';
import { personById } from '../people/people.store.ts';

/** Shows a number only of who has to do with the palace, and writes down that it was looked at. */
export const revealPhoneAction = handle(
  revealPhone,
  async ({ actor, params: { palaceId, personId }, deps, now }) =>
    deps.db.transact(async (tx) => {
      const person = await personById(tx, personId);
      if (person === undefined || person.phone_cipher === null) throw new Problem('not-found');
      if (!(await isServed(tx, deps, palaceId, personId))) throw new Problem('not-found');
      const phone = deps.keys.open(person.phone_cipher);
      await recordAudit(tx, {
        palaceId,
        actor,
        action: 'person.reveal-phone',
        subject: { type: 'person', id: personId },
        at: now,
      });
      return { phone };
    }),
);
