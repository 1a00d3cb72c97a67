import type { SessionShown } from '../../programme/index.ts';
import { stateOf } from './ballot.rules.ts';
import type { Ballot } from './ballots.store.ts';

/** What an entry is about: enough to show it without another call. */
export const occasionOf = (session: SessionShown, ballot: Ballot, now: Date) => ({
  palaceId: session.palaceId,
  palaceSlug: session.palaceSlug,
  palaceName: session.palaceName,
  palaceNameEn: session.palaceNameEn,
  timeZone: session.timeZone,
  sessionId: session.sessionId,
  title: session.title,
  titleEn: session.titleEn,
  kind: session.kind,
  startsAt: session.startsAt.toISOString(),
  endsAt: session.endsAt.toISOString(),
  state: stateOf(ballot, now),
  closesAt: ballot.closes_at.toISOString(),
  drawsAt: ballot.draws_at.toISOString(),
});
