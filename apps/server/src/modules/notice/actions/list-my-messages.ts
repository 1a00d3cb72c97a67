import { listMyMessages } from '@wengong/contract';
import { byId, decodeCursor, pageOf } from '../../../kernel/cursor.ts';
import { handle } from '../../../kernel/module.ts';
import { presentMessage } from '../notice.present.ts';
import { countUnread, messagesOf } from '../notice.store.ts';

export const listMyMessagesAction = handle(listMyMessages, async ({ actor, query, reader }) => {
  const [after] = decodeCursor(query.cursor, byId) ?? [];
  const rows = await messagesOf(reader, actor.personId, { after, limit: query.limit + 1 });
  const { shown, nextCursor } = pageOf(rows, query.limit, (row) => [row.id]);
  return {
    items: shown.map(presentMessage),
    nextCursor,
    unreadCount: await countUnread(reader, actor.personId),
  };
});
