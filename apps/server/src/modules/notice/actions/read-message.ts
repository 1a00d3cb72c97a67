import { readMessage } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { countUnread, markRead } from '../notice.store.ts';

export const readMessageAction = handle(readMessage, async ({ actor, params, tx, now }) => {
  if (!(await markRead(tx, actor.personId, params.messageId, now))) throw new Problem('not-found');
  return { unreadCount: await countUnread(tx, actor.personId) };
});
