import { getMyCreditAt } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { findPalace } from '../../../network/index.ts';
import { presentStanding } from '../my-credit.ts';
import { standingsOf } from '../standings.ts';

export const getMyCreditAtAction = handle(getMyCreditAt, async ({ params, actor, reader, now }) => {
  if ((await findPalace(reader, params.palaceId)) === undefined) throw new Problem('not-found');
  const me = { palaceId: params.palaceId, personId: actor.personId };
  const { standing, policy } = (await standingsOf(reader, [me], now))(me);
  return { ...presentStanding(standing), rules: policy.credit };
});
