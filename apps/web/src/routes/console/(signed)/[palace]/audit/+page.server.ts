import type { RequestEvent } from '@sveltejs/kit';
import { listAudit, listStaff, verifyAudit } from '@wengong/contract';
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
  const list = await api.load(listAudit, {
    params,
    query: {
      limit: 50,
      cursor: searchParams.get('cursor') ?? undefined,
      ...(actorId ? { actorId } : {}),
      ...(subjectType ? { subjectType } : {}),
    },
  });
  return {
    list,
    actors: staff.items.map((member) => ({ value: member.personId, label: member.displayName })),
    actorId: actorId ?? '',
    subjectType: subjectType ?? '',
  };
};

type PalaceEvent = RequestEvent<{ palace: string }>;

export const actions: Actions = {
  /** Reads only; a button rather than a part of the page because it reads the whole log. */
  verify: deskAction<PalaceEvent, unknown>('verify', 'audit', ({ event, desk }) =>
    event.locals.api.submit(verifyAudit, { params: { palaceId: desk.palace.id } }),
  ),
};
