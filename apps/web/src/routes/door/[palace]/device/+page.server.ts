import { getPalace } from '@wengong/contract';
import type { PageServerLoad } from './$types';

/** The same for everybody: the page is kept on the device and opens without network. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const palace = await locals.api.load(getPalace, { params: { slug: params.palace } });
  return { door: { id: palace.id, slug: palace.slug, name: palace.name, nameEn: palace.nameEn } };
};
