import { listMyMessages } from '@wengong/contract';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../../kernel/cursor.ts';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { presentMessage } from '../notice.present.ts';
import { countUnread, messagesOf } from '../notice.store.ts';

export const listMyMessagesAction = handle(listMyMessages, async ({ actor, query, reader }) => {
  const after = messageIdOf(query.cursor);
  const page = { ...(after === null ? {} : { after }), limit: query.limit + 1 };
  const rows = await messagesOf(reader, actor.personId, page);
  const items = rows.slice(0, query.limit);
  const last = items.at(-1);
  return {
    items: items.map(presentMessage),
    nextCursor: rows.length > query.limit && last ? encodeCursor([last.id]) : null,
    unreadCount: await countUnread(reader, actor.personId),
  };
});

function messageIdOf(cursor: string | undefined): string | null {
  const parts = decodeCursor(cursor, 1);
  if (parts === null) return null;
  const id = z.uuid().safeParse(parts[0]);
  if (!id.success) throw new Problem('invalid-request', { details: 'cursor' });
  return id.data;
}
