import { figureMessages } from '#lib/features/console/figures/messages.ts';
import { csvFile } from '#lib/features/console/server/csv.ts';
import { unionFiguresAsked } from '#lib/features/console/server/figures.ts';
import type { RequestHandler } from './$types';

/** The figures of each palace under the union, for a spreadsheet. */
export const GET: RequestHandler = async (event) => {
  const { lang, figures, period } = await unionFiguresAsked(event);
  const m = figureMessages[lang];
  return csvFile(
    `union-${period.from}-${period.to}.csv`,
    [m.palace, m.city, m.visits, m.people, m.publicBenefit, m.members, m.walkIns, m.stamps, m.sessions],
    figures.palaces.map((one) => [
      (lang === 'en' && one.nameEn) || one.name,
      one.city,
      one.visits,
      one.people ?? '',
      one.publicBenefitVisits,
      one.memberVisits,
      one.walkIns,
      one.stamps,
      one.sessions,
    ]),
  );
};
