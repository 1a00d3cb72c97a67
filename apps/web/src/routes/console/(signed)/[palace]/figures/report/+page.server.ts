import { getPalaceEquity } from '@wengong/contract';
import { palaceFiguresAsked, reportAddress } from '#lib/features/console/server/figures.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const asked = await palaceFiguresAsked({ locals, params, url: reportAddress({ locals, url }) });
  const { palace, figures, compared, period, today } = asked;
  const month = period.from.slice(0, 7);
  const equity = await locals.api.load(getPalaceEquity, {
    params: { palaceId: palace.id },
    query: { fromMonth: month, toMonth: month },
  });
  return { figures, compared, period, today, equity };
};
