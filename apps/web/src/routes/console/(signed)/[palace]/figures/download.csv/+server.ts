import { figureMessages } from '#lib/features/console/figures/messages.ts';
import { csvFile } from '#lib/features/console/server/csv.ts';
import { palaceFiguresAsked } from '#lib/features/console/server/figures.ts';
import type { RequestHandler } from './$types';

/** The figures of each day of the period, for a spreadsheet. */
export const GET: RequestHandler = async (event) => {
  const { palace, place, figures, period } = await palaceFiguresAsked(event);
  const m = figureMessages[place.lang];
  return csvFile(
    `${palace.slug}-${period.from}-${period.to}.csv`,
    [m.day_, m.visits, m.people, m.publicBenefit, m.members, m.walkIns, m.stamps, m.sessions],
    figures.periods.map((one) => [
      one.from,
      one.visits,
      one.people,
      one.publicBenefitVisits,
      one.memberVisits,
      one.walkIns,
      one.stamps,
      one.sessions,
    ]),
  );
};
