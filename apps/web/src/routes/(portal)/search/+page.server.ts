import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** The search is the list of activities; without words it is the page with the search box in focus. */
export const load: PageServerLoad = ({ url }) => {
  const words = url.searchParams.get('q')?.trim() ?? '';
  if (words) redirect(303, `/activities?q=${encodeURIComponent(words)}`);
};
