import type { RequestEvent } from '@sveltejs/kit';
import { type AgendaSession, getAgenda, getAgendaSession } from '@wengong/contract';
import { todayIn } from '#lib/features/console/clock.ts';
import { requireDesk } from '#lib/features/console/server/guard.ts';

type DoorEvent = Pick<RequestEvent, 'locals' | 'url'> & { params: { palace: string } };

/** What a door page shows: today's sessions to choose from, or the one in the address. */
export async function loadDoor(event: DoorEvent) {
  const { palace } = await requireDesk(event, 'door');
  const asked = event.url.searchParams.get('session');
  const lang = event.locals.preferences.lang;
  const shared = {
    palace: {
      id: palace.id,
      slug: palace.slug,
      name: (lang === 'en' && palace.nameEn) || palace.name,
      timeZone: palace.timeZone,
    },
    now: Date.now(),
  };
  if (asked === 'any') return { ...shared, chosen: true, session: null, sessions: [] };
  if (asked) {
    const params = { palaceId: palace.id, sessionId: asked };
    const session = await event.locals.api.load(getAgendaSession, { params });
    return { ...shared, chosen: true, session, sessions: [] };
  }
  const today = todayIn(palace.timeZone);
  const { items } = await event.locals.api.load(getAgenda, {
    params: { palaceId: palace.id },
    query: { from: today, to: today },
  });
  const open = items.filter(
    (session: AgendaSession) => session.status === 'scheduled' && Date.parse(session.endsAt) > shared.now,
  );
  return { ...shared, chosen: false, session: null, sessions: open };
}
