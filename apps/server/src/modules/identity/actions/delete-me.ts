import { deleteMe, sessionCookie } from '@wengong/contract';
import type { Actor } from '../../../kernel/actor.ts';
import type { Tx } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { deleteSessions } from '../auth/sessions.store.ts';
import type { Identity } from '../identity.context.ts';
import { setEraseAfter } from '../people/people.store.ts';
import { EVERY_UNION, hasOfficer, isLastDirector, lockRoles } from '../staff/roles.store.ts';

/** Cooling-off before an account is erased. */
const COOLING_OFF_MS = 7 * 24 * 3600 * 1000;

export const deleteMeAction = ({ actors }: Identity) =>
  handle(deleteMe, async ({ actor, tx, now, setHeader }) => {
    await assertReplaceable(tx, actor);
    const eraseAfter = new Date(now.getTime() + COOLING_OFF_MS);
    await setEraseAfter(tx, actor.personId, eraseAfter);
    await deleteSessions(tx, actor.personId);
    actors.forgetPerson(actor.personId);
    setHeader('set-cookie', `${sessionCookie}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax`);
    return { eraseAfter: eraseAfter.toISOString() };
  });

/** The last director or officer must be replaced first: nobody else could. */
async function assertReplaceable(tx: Tx, actor: Actor): Promise<void> {
  const directed = actor.palaceRoles.filter((held) => held.role === 'director').map((held) => held.palaceId);
  for (const palaceId of directed.sort()) {
    await lockRoles(tx, palaceId);
    if (await isLastDirector(tx, palaceId, actor.personId)) throw new Problem('last-director');
  }
  if (actor.unions.length > 0) await lockRoles(tx, EVERY_UNION);
  for (const { unionId } of actor.unions) {
    if (!(await hasOfficer(tx, unionId, actor.personId))) throw new Problem('last-officer');
  }
}
