import { getAgenda } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { instantAt, plusDays } from '../../../kernel/zone.ts';
import { findPalace } from '../../network/index.ts';
import { sessionsBetween } from '../../programme/index.ts';
import { presentAgenda } from '../agenda/agenda.present.ts';
import { agendaCounts } from '../agenda/agenda.store.ts';
import { isDropIn } from '../booking.rules.ts';

const MAX_DAYS = 31;

export const getAgendaAction = handle(getAgenda, async ({ params, query, reader }) => {
  if (query.to < query.from || query.to > plusDays(query.from, MAX_DAYS)) {
    throw new Problem('invalid-request', { details: `to: at most ${MAX_DAYS} days after from` });
  }
  const palace = await findPalace(reader, params.palaceId);
  if (palace === undefined) throw new Problem('not-found');
  const from = instantAt(query.from, 0, palace.time_zone);
  const to = instantAt(plusDays(query.to, 1), 0, palace.time_zone);
  const sessions = await sessionsBetween(reader, palace.id, from, to);
  const counts = await agendaCounts(
    reader,
    palace.id,
    sessions.map((session) => ({ sessionId: session.sessionId, since: isDropIn(session) ? from : null })),
  );
  return { items: sessions.map((session) => presentAgenda(session, counts.get(session.sessionId))) };
});
