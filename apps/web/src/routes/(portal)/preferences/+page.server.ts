import { redirect } from '@sveltejs/kit';
import { readPreferences } from '#lib/preferences.ts';
import { localPath } from '#lib/server/local-path.ts';
import { keepPreferences } from '#lib/server/preference-cookies.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({ saved: url.searchParams.has('saved') });

export const actions: Actions = {
  /** Changes whichever preferences the form names and goes back to where it was sent from. */
  default: async ({ request, cookies, locals, url }) => {
    const form = await request.formData();
    const field = (name: string) => form.get(name)?.toString();
    const preferences = readPreferences(
      { lang: field('lang'), elder: field('elder'), scheme: field('scheme'), spacing: field('spacing') },
      locals.preferences,
    );
    keepPreferences(cookies, preferences, url);
    redirect(303, withoutLang(localPath(field('back'), '/preferences?saved')));
  },
};

/** `?lang=` in the address would win over the choice just made. */
function withoutLang(path: string): string {
  const url = new URL(path, 'http://local');
  url.searchParams.delete('lang');
  return url.pathname + url.search;
}
