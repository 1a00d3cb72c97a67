import { getAgendaSession } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { sessionsByIds } from '../../programme/index.ts';
import { presentAgenda } from '../agenda/agenda.present.ts';
import { agendaCounts } from '../agenda/agenda.store.ts';

export const getAgendaSessionAction = handle(getAgendaSession, async ({ params, reader }) => {
  const { palaceId, sessionId } = params;
  const session = (await sessionsByIds(reader, [{ palaceId, sessionId }])).get(sessionId);
  if (session === undefined) throw new Problem('not-found');
  const counts = await agendaCounts(reader, palaceId, [{ sessionId, since: null }]);
  return presentAgenda(session, counts.get(sessionId));
});
