import { getBallot } from '@wengong/contract';
import type { Actor } from '../../../../kernel/actor.ts';
import type { Reader } from '../../../../kernel/db.ts';
import { type ErrorCode, Problem, problemDocument } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import type { SessionForBooking } from '../../../programme/index.ts';
import { termsOf } from '../../book-session.ts';
import { priceOf } from '../../booking.rules.ts';
import { ballotView, entryViews } from '../ballot-views.ts';
import type { Ballot } from '../ballots.store.ts';
import { entryObstacle, weightOf } from '../enter-ballot.ts';
import { entryOfPerson } from '../entries.store.ts';
import { findPublicBallot } from '../find-ballot.ts';

export const getBallotAction = handle(getBallot, async ({ params, actor, reader, now }) => {
  const { session, ballot } = await findPublicBallot(reader, params);
  return {
    ...(await ballotView(reader, ballot, session, now)),
    maxCompanions: session.activity.maxCompanions,
    me: actor === null ? null : await optionsOf(reader, actor, ballot, session, now),
  };
});

async function optionsOf(
  reader: Reader,
  actor: Actor,
  ballot: Ballot,
  session: SessionForBooking,
  now: Date,
) {
  const key = { palaceId: ballot.palace_id, ballotId: ballot.id };
  const entry = await entryOfPerson(reader, key, actor.personId);
  const [view] = entry === undefined ? [] : await entryViews(reader, [entry]);
  const obstacle = entryObstacle(ballot, session, actor, now);
  const price = priceOf(termsOf(session), actor, 0);
  return {
    entry: view?.shown ?? null,
    weight: await weightOf(reader, ballot, actor.personId, now),
    canEnter: obstacle === null,
    message: obstacle === null ? null : sentence(obstacle, 'zh'),
    messageEn: obstacle === null ? null : sentence(obstacle, 'en'),
    priceFen: price.own,
    companionPriceFen: price.companion,
  };
}

function sentence(code: ErrorCode, locale: 'zh' | 'en'): string {
  const { title, detail } = problemDocument(new Problem(code), locale, '');
  return locale === 'zh' ? `${title}：${detail}` : `${title}. ${detail}`;
}
