import { getCreditAppeal } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { appealById, historyOf } from '../appeals.store.ts';
import { standingAt } from '../credit.rules.ts';
import { presentStanding } from '../my-credit.ts';
import { presentAppeals } from '../staff-appeals.ts';
import { standingsOf } from '../standings.ts';

const YEAR = 365 * 86_400_000;

export const getCreditAppealAction = handle(getCreditAppeal, async ({ params, actor, reader, deps, now }) => {
  const row = await appealById(reader, params.palaceId, params.appealId);
  if (row === undefined) throw new Problem('not-found');
  const [appeal] = await presentAppeals(reader, deps.keys, [row], actor.personId);
  if (appeal === undefined) throw new Problem('not-found');
  const person = { palaceId: row.palace_id, personId: row.person_id };
  const { standing, debits, policy } = (await standingsOf(reader, [person], now))(person);
  const relief = { points: -row.points, halfLifeDays: row.half_life_days, occurredAt: row.occurred_at };
  const accepted = row.status === 'open' ? standingAt([...debits, relief], policy.credit, now) : standing;
  return {
    ...appeal,
    standing: presentStanding(standing),
    ifAccepted: presentStanding(accepted),
    history: await historyOf(reader, row.palace_id, row.person_id, new Date(now.getTime() - YEAR)),
  };
});
