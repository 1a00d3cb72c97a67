import { checkIn } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { checkInQueue } from '../door/check-in-queue.ts';
import { nameOf } from '../door/door-answer.ts';
import { liveCounts } from '../door/live-counts.ts';

/** Admissions that arrive together share a transaction; each is answered after its commit. */
export const checkInAction = handle(checkIn, async ({ params, body, actor, deps, keyed }) => {
  const { palaceId } = params;
  const settled = await checkInQueue(deps).submit({
    palaceId,
    personId: actor.personId,
    body,
    name: nameOf(body, palaceId, deps.keys),
    keyed,
  });
  if ('error' in settled) throw settled.error;
  const { sessionId } = settled.answer;
  if (sessionId !== null) liveCounts(deps).forget({ palaceId, sessionId });
  return settled.answer;
});
