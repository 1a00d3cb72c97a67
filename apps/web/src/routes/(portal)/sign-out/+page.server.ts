import { redirect } from '@sveltejs/kit';
import { signOut } from '@wengong/contract/identity';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async ({ locals }) => {
    await locals.api.load(signOut);
    redirect(303, '/');
  },
};
