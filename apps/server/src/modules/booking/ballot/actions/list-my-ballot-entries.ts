import { listMyBallotEntries } from '@wengong/contract';
import { byTime, decodeCursor, pageOf } from '../../../../kernel/cursor.ts';
import { handle } from '../../../../kernel/module.ts';
import { sessionsByIds } from '../../../programme/index.ts';
import { entryViews } from '../ballot-views.ts';
import { entriesOfPerson } from '../entries.store.ts';
import { occasionOf } from '../occasion.ts';

export const listMyBallotEntriesAction = handle(
  listMyBallotEntries,
  async ({ query, actor, reader, now }) => {
    const rows = await entriesOfPerson(
      reader,
      actor.personId,
      decodeCursor(query.cursor, byTime),
      query.limit + 1,
    );
    const { shown, nextCursor } = pageOf(rows, query.limit, (row) => [row.entered_at, row.id]);
    const views = await entryViews(reader, shown);
    const sessions = await sessionsByIds(
      reader,
      shown.map((entry) => ({ palaceId: entry.palace_id, sessionId: entry.session_id })),
    );
    const items = views.flatMap((view) => {
      const session = sessions.get(view.entry.session_id);
      return session === undefined
        ? []
        : [{ ...view.shown, occasion: occasionOf(session, view.ballot, now) }];
    });
    return { items, nextCursor };
  },
);
