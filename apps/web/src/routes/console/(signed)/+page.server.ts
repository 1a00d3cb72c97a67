import { redirect } from '@sveltejs/kit';
import { scopesOf } from '#lib/features/console/navigation.ts';
import { requireStaff } from '#lib/features/console/server/guard.ts';
import type { PageServerLoad } from './$types';

/** Who works in one place goes straight to its desk. */
export const load: PageServerLoad = async (event) => {
  const staff = await requireStaff(event);
  const scopes = scopesOf(staff, event.locals.preferences.lang);
  const [only, ...others] = scopes;
  if (only && others.length === 0) redirect(303, only.href);
  return { scopes };
};
