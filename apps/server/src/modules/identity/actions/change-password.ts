import { changePassword } from '@wengong/contract';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { accountOf, passwordHash, setPasswordHash } from '../auth/accounts.store.ts';
import { countPasswordAttempt, passwordWasRight } from '../auth/password-lock.ts';
import { deleteSessions } from '../auth/sessions.store.ts';
import type { Identity } from '../identity.context.ts';

export const changePasswordAction = (identity: Identity) =>
  handle(changePassword, async ({ actor, body, headers, now }) => {
    const { actors, db } = identity;
    const account = (await accountOf(db.reader, actor.personId))?.username;
    const hash = await passwordHash(db.reader, actor.personId);
    if (account == null || hash === null) throw new Problem('no-staff-account');
    await countPasswordAttempt(identity, account);
    if (!(await verifyPassword({ hash, password: body.currentPassword }))) {
      throw new Problem('password-wrong');
    }
    const newHash = await hashPassword(body.newPassword);
    await db.transact(async (tx) => {
      await passwordWasRight(tx, account);
      await setPasswordHash(tx, actor.personId, newHash, { initial: false, now });
      await deleteSessions(tx, actor.personId, actors.token(headers) ?? undefined);
    });
    actors.forgetPerson(actor.personId);
  });
