import { redirect } from '@sveltejs/kit';
import type { LayoutServerLoad } from './$types';

/** The console is for staff signed in with their second factor; the API checks every call again. */
export const load: LayoutServerLoad = async ({ locals, url }) => {
  const actor = await locals.actor();
  const isStaff = actor.palaceRoles.length > 0 || actor.unionRoles.length > 0;
  if (!actor.person || !actor.strong || !isStaff) {
    redirect(303, `/sign-in/staff?back=${encodeURIComponent(url.pathname + url.search)}`);
  }
};
