import { listMyCredit } from '@wengong/contract';
import { handle } from '../../../../kernel/module.ts';
import { myCredit } from '../my-credit.ts';

export const listMyCreditAction = handle(listMyCredit, async ({ actor, reader, now }) => ({
  palaces: await myCredit(reader, actor.personId, now),
}));
