import { listCreditAppeals } from '@wengong/contract';
import { byTime, decodeCursor, pageOf } from '../../../../kernel/cursor.ts';
import { handle } from '../../../../kernel/module.ts';
import { appealsAt, openAppeals } from '../appeals.store.ts';
import { presentAppeals } from '../staff-appeals.ts';

export const listCreditAppealsAction = handle(
  listCreditAppeals,
  async ({ params, query, actor, reader, deps }) => {
    const rows = await appealsAt(reader, params.palaceId, query.state, {
      after: decodeCursor(query.cursor, byTime),
      limit: query.limit + 1,
    });
    const { shown, nextCursor } = pageOf(rows, query.limit, (row) => [
      query.state === 'open' ? row.answer_by : (row.decided_at ?? row.answer_by),
      row.id,
    ]);
    return {
      items: await presentAppeals(reader, deps.keys, shown, actor.personId),
      nextCursor,
      open: await openAppeals(reader, params.palaceId),
    };
  },
);
