import { getMyPass } from '@wengong/contract';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, params }) => {
  await parent();
  return { pass: await locals.api.load(getMyPass, { params: { passId: params.id } }) };
};
