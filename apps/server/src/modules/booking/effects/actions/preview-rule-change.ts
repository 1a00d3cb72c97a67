import { previewRuleChange } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { ruleChange } from '../../../programme/index.ts';
import { bookedAmong } from '../effects.store.ts';

export const previewRuleChangeAction = handle(previewRuleChange, async ({ params, body, reader, now }) => {
  const { palaceId, ruleId } = params;
  const { from, repeat, ...place } = body;
  const change = await ruleChange(reader, { palaceId, ruleId, from, repeat, place }, now);
  if (change === null) throw new Problem('not-found');
  const touched = async (ids: readonly string[]) => {
    const { bookings } = await bookedAmong(reader, palaceId, ids);
    return { sessions: ids.length, bookings };
  };
  const { people } = await bookedAmong(reader, palaceId, [...change.moved, ...change.dropped]);
  return {
    added: change.added,
    moved: await touched(change.moved),
    kept: await touched(change.kept),
    dropped: await touched(change.dropped),
    people,
  };
});
