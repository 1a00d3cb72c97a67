import { error } from '@sveltejs/kit';
import { getContestCertificate } from '@wengong/contract';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const code = params.code.toUpperCase();
  if (!/^[0-9A-HJKMNP-TV-Z]{12}$/.test(code)) error(404);
  return { certificate: await locals.api.load(getContestCertificate, { params: { code } }) };
};
