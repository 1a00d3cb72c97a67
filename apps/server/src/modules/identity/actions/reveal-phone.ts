import { revealPhone } from '@wengong/contract';
import type { Reader, Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../audit/record-audit.ts';
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

async function isServed(
  reader: Reader | Tx,
  deps: Deps,
  palaceId: string,
  personId: string,
): Promise<boolean> {
  for (const { servesPerson } of deps.personalData) {
    if (servesPerson !== undefined && (await servesPerson(reader, palaceId, personId))) return true;
  }
  return false;
}
