import { listMyPasses } from '@wengong/contract';
import { handle } from '../../../../kernel/module.ts';
import { sessionForBooking } from '../../../programme/index.ts';
import { passFactsOf, presentPasses } from '../passes.present.ts';
import { passStatusOf } from '../passes.rules.ts';
import { passesOfPerson } from '../passes.store.ts';
import { passesFor } from '../require-pass.ts';

export const listMyPassesAction = handle(listMyPasses, async ({ query, actor, reader, now }) => {
  const { palaceId, sessionId } = query;
  if (palaceId !== undefined && sessionId !== undefined) {
    const session = await sessionForBooking(reader, palaceId, sessionId);
    const usable = session === null ? [] : await passesFor(reader, session, actor.personId);
    return { items: await presentPasses(reader, usable, now) };
  }
  const passes = await passesOfPerson(reader, actor.personId, palaceId ?? null);
  const isGood = (pass: (typeof passes)[number]) =>
    ['active', 'future'].includes(passStatusOf(passFactsOf(pass), now));
  const over = passes.filter((pass) => !isGood(pass)).toReversed();
  return { items: await presentPasses(reader, [...passes.filter(isGood), ...over], now) };
});
