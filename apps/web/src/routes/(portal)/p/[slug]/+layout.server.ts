import { getPalace } from '@wengong/contract/network';
import { bilingual } from '#lib/i18n/bilingual.ts';
import type { LayoutServerLoad } from './$types';

/** Every page below is about this palace: bars, clock and feeds follow it. */
export const load: LayoutServerLoad = async ({ params, locals }) => {
  const detail = await locals.api.load(getPalace, { params: { slug: params.slug } });
  const name = bilingual(locals.preferences.lang)(detail.name, detail.nameEn);
  return { detail, palace: { slug: detail.slug, name, timeZone: detail.timeZone } };
};
