import { getUnionEquity } from '@wengong/contract';
import { reportAddress, unionFiguresAsked } from '#lib/features/console/server/figures.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const asked = await unionFiguresAsked({ locals, params, url: reportAddress({ locals, url }) });
  const { figures, compared, period, today } = asked;
  const month = period.from.slice(0, 7);
  const equity = await locals.api.load(getUnionEquity, {
    params: { unionId: params.union },
    query: { fromMonth: month, toMonth: month },
  });
  return { figures, compared, period, today, equity };
};
