import type { RequestEvent } from '@sveltejs/kit';
import { listAudit, listStaff, readAuditFile, verifyAudit } from '@wengong/contract';
import { target } from '@wengong/contract/client';
import { readBookingQuery } from '#lib/features/console/bookings/query.ts';
import { addDays, instantOfInput } from '#lib/features/console/clock.ts';
import { deskAction } from '#lib/features/console/server/action.ts';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { palace } = await requireDesk(event, 'audit');
  const { searchParams } = event.url;
  const params = { palaceId: palace.id };
  const { api } = event.locals;
  const staff = await api.load(listStaff, { params });
  // Only people of this palace are offered, so only they are asked for.
  const actorId = staff.items.find((member) => member.personId === searchParams.get('actor'))?.personId;
  const subjectType = searchParams.get('subject')?.slice(0, 40) || undefined;
  const action = searchParams.get('action')?.slice(0, 60) || undefined;
  const { from, to } = readBookingQuery(searchParams, []);
  const startOf = (day: string) => instantOfInput(`${day}T00:00`, palace.timeZone) ?? '';
  const filter = {
    ...(actorId ? { actorId } : {}),
    ...(subjectType ? { subjectType } : {}),
    ...(action ? { action } : {}),
    ...(from ? { since: startOf(from) } : {}),
    ...(to ? { until: startOf(addDays(to, 1)) } : {}),
  };
  const list = await api.load(listAudit, {
    params,
    query: { limit: 50, cursor: searchParams.get('cursor') ?? undefined, ...filter },
  });
  return {
    list,
    actors: staff.items.map((member) => ({ value: member.personId, label: member.displayName })),
    actorId: actorId ?? '',
    subjectType: subjectType ?? '',
    action: action ?? '',
    from: from ?? '',
    to: to ?? '',
    file: target(readAuditFile, { params, query: filter }),
  };
};

type PalaceEvent = RequestEvent<{ palace: string }>;

export const actions: Actions = {
  /** Reads only; a button rather than a part of the page because it reads the whole log. */
  verify: deskAction<PalaceEvent, unknown>('verify', 'audit', ({ event, desk }) =>
    event.locals.api.submit(verifyAudit, { params: { palaceId: desk.palace.id } }),
  ),
};
