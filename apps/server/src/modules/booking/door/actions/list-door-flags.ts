import { listDoorFlags } from '@wengong/contract';
import { byId, decodeCursor, pageOf } from '../../../../kernel/cursor.ts';
import { handle } from '../../../../kernel/module.ts';
import { peopleOf } from '../../../identity/index.ts';
import { sessionsByIds } from '../../../programme/index.ts';
import { maskName } from '../../booking.rules.ts';
import { flaggedEntries } from '../entries.store.ts';

export const listDoorFlagsAction = handle(listDoorFlags, async ({ params, query, reader, deps }) => {
  const { palaceId } = params;
  const [before = null] = decodeCursor(query.cursor, byId) ?? [];
  const of = { sessionId: query.sessionId ?? null, before };
  const rows = await flaggedEntries(reader, palaceId, of, query.limit + 1);
  const { shown, nextCursor } = pageOf(rows, query.limit, (row) => [row.id]);
  const sessions = await sessionsByIds(
    reader,
    shown.flatMap((row) => (row.session_id ? [{ palaceId, sessionId: row.session_id }] : [])),
  );
  const people = await peopleOf(
    reader,
    deps.keys,
    shown.flatMap((row) => (row.ordinal === 0 && row.person_id ? [row.person_id] : [])),
  );
  return {
    items: shown.map((row) => {
      const session = sessions.get(row.session_id ?? '');
      const name = row.ordinal === 0 ? people.get(row.person_id ?? '')?.displayName : row.companion;
      return {
        id: row.id,
        flag: row.flag,
        sessionId: row.session_id,
        title: session?.title ?? null,
        titleEn: session?.titleEn ?? null,
        holderName: row.ordinal === null ? null : maskName(name ?? ''),
        seat: row.ordinal === null ? null : row.ordinal + 1,
        at: row.at.toISOString(),
        device: row.device,
        admitted: row.verdict === 'admitted',
        firstAt: row.first_at?.toISOString() ?? null,
        firstDevice: row.first_device,
        receivedAt: row.received_at.toISOString(),
      };
    }),
    nextCursor,
  };
});
