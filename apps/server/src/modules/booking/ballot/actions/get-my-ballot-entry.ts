import { getMyBallotEntry } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { sessionForBooking, sessionsByIds } from '../../../programme/index.ts';
import { ballotView, entryViews } from '../ballot-views.ts';
import { entryById } from '../entries.store.ts';
import { occasionOf } from '../occasion.ts';

export const getMyBallotEntryAction = handle(getMyBallotEntry, async ({ params, actor, reader, now }) => {
  const entry = await entryById(reader, actor.personId, params.entryId);
  const [view] = entry === undefined ? [] : await entryViews(reader, [entry]);
  if (entry === undefined || view === undefined) throw new Problem('not-found');
  const key = { palaceId: entry.palace_id, sessionId: entry.session_id };
  const shown = (await sessionsByIds(reader, [key])).get(entry.session_id);
  const session = await sessionForBooking(reader, key.palaceId, key.sessionId);
  if (shown === undefined || session === null) throw new Problem('not-found');
  return {
    ...view.shown,
    occasion: occasionOf(shown, view.ballot, now),
    ballot: await ballotView(reader, view.ballot, session, now),
  };
});
