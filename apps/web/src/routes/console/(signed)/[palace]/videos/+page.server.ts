import { listPalaceVideos } from '@wengong/contract/media';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import { pageLinks } from '#lib/features/programme/paging.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { palace, roles } = await requireDesk(event, 'videos');
  const { searchParams } = event.url;
  const status = (['ready', 'processing', 'failed'] as const).find(
    (one) => one === searchParams.get('status'),
  );
  const list = await event.locals.api.load(listPalaceVideos, {
    params: { palaceId: palace.id },
    query: { limit: 30, status, cursor: searchParams.get('cursor') ?? undefined },
  });
  return {
    status: status ?? null,
    list,
    links: pageLinks(event.url, list.nextCursor),
    mayUpload: roles.includes('editor') || roles.includes('director'),
  };
};
