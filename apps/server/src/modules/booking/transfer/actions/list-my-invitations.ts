import { listMyInvitations } from '@wengong/contract';
import { handle } from '../../../../kernel/module.ts';
import { phoneHashOf } from '../../../identity/index.ts';
import { receivedOf } from '../invitations.ts';
import { openForPhone } from '../transfer.store.ts';

/** Found by the phone's keyed hash, so that who had no account when they were invited finds it after signing in. */
export const listMyInvitationsAction = handle(listMyInvitations, async ({ actor, reader, deps, now }) => {
  const hash = await phoneHashOf(reader, actor.personId);
  const open = hash === null ? [] : await openForPhone(reader, hash, now);
  const shown = await receivedOf(reader, deps.keys, open, now);
  return { items: shown.filter((each) => each.status === 'open') };
});
