import { checkIn } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { checkInQueue } from '../door/check-in-queue.ts';
import { liveCounts } from '../door/live-counts.ts';

/** Admissions that arrive together share a transaction; each is answered after its commit. */
export const checkInAction = handle(checkIn, async ({ params, body, actor, deps, keyed }) => {
  const settled = await checkInQueue(deps).submit({
    palaceId: params.palaceId,
    personId: actor.personId,
    body,
    keyed,
  });
  if ('error' in settled) throw settled.error;
  const { sessionId } = settled.answer;
  if (sessionId !== null) liveCounts(deps).forget({ palaceId: params.palaceId, sessionId });
  return settled.answer;
});
