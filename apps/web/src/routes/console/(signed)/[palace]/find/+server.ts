import { json } from '@sveltejs/kit';
import { type AgendaSession, getAgenda, listPalaceBookings, listStaffActivities } from '@wengong/contract';
import { addDays, todayIn } from '#lib/features/console/clock.ts';
import type { Findings } from '#lib/features/console/palette/findings.ts';
import { mayOpen } from '#lib/features/console/sections.ts';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import type { RequestHandler } from './$types';

/** Of each kind, so many are offered. */
const MOST = 5;
const DAYS_AHEAD = 13;

/** What the command palette finds in a palace: activities, sessions of the next days, and people for who may see them. */
export const GET: RequestHandler = async (event) => {
  const { palace, roles } = await requireDesk(event, 'desk');
  const q = event.url.searchParams.get('q')?.trim().slice(0, 40) ?? '';
  const params = { palaceId: palace.id };
  const { api } = event.locals;
  const today = todayIn(palace.timeZone);
  // A session opens on the page of its bookings.
  const opensBookings = mayOpen('bookings', roles);
  const [activities, agenda, bookings] = await Promise.all([
    api.load(listStaffActivities, { params, query: { q, limit: MOST } }),
    opensBookings
      ? api.load(getAgenda, { params, query: { from: today, to: addDays(today, DAYS_AHEAD) } })
      : { items: [] },
    opensBookings
      ? api.load(listPalaceBookings, { params, query: { q, limit: MOST, sort: '-starts' } })
      : null,
  ]);
  const findings: Findings = {
    activities: activities.items.map(({ id, title, titleEn }) => ({ id, title, titleEn })),
    sessions: agenda.items
      .filter((session) => fits(session, q) && session.status === 'scheduled')
      .slice(0, MOST)
      .map(({ id, title, titleEn, startsAt }) => ({ id, title, titleEn, startsAt })),
    bookings: (bookings?.items ?? []).map(
      ({ bookingId, displayName, phoneMasked, title, titleEn, startsAt }) => ({
        id: bookingId,
        name: displayName,
        phone: phoneMasked,
        title,
        titleEn,
        startsAt,
      }),
    ),
  };
  return json(findings);
};

function fits(session: AgendaSession, q: string): boolean {
  const wanted = q.toLowerCase();
  return session.title.includes(wanted) || session.titleEn.toLowerCase().includes(wanted);
}
