import { revokeMySession } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { deleteSession } from '../auth/sessions.store.ts';
import type { Identity } from '../identity.context.ts';

export const revokeMySessionAction = ({ actors }: Identity) =>
  handle(revokeMySession, async ({ actor, params, tx }) => {
    if (!(await deleteSession(tx, actor.personId, params.sessionId))) throw new Problem('not-found');
    actors.forgetPerson(actor.personId);
  });
