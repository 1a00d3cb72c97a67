import { redirect } from '@sveltejs/kit';
import type { LayoutServerLoad } from './$types';

/** Everything under “Me” is for who is signed in. */
export const load: LayoutServerLoad = async ({ locals, url }) => {
  const { person } = await locals.actor();
  if (!person) redirect(303, `/sign-in?back=${encodeURIComponent(url.pathname + url.search)}`);
  return { person };
};
