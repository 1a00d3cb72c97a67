import { readAllMessages } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { markAllRead } from '../notice.store.ts';

export const readAllMessagesAction = handle(readAllMessages, async ({ actor, tx, now }) => {
  await markAllRead(tx, actor.personId, now);
  return { unreadCount: 0 };
});
