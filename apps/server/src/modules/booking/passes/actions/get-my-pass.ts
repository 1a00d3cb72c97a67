import { getMyPass } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { presentPasses, presentUses } from '../passes.present.ts';
import { passOfPerson } from '../passes.store.ts';

export const getMyPassAction = handle(getMyPass, async ({ params, actor, reader, now }) => {
  const row = await passOfPerson(reader, actor.personId, params.passId);
  const [shown] = row === undefined ? [] : await presentPasses(reader, [row], now);
  if (row === undefined || shown === undefined) throw new Problem('not-found');
  return { ...shown, uses: await presentUses(reader, row) };
});
