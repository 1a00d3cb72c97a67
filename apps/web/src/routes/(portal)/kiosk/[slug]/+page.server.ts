import { fail, redirect } from '@sveltejs/kit';
import { claimKiosk } from '@wengong/contract/booking-kiosk';
import { getPalace } from '@wengong/contract/network';
import { readForm } from '#lib/server/form.ts';
import { leaveNothing } from '#lib/server/kiosk.ts';
import type { Actions, PageServerLoad } from './$types';

/** Where a browser becomes a kiosk; the address that one opens by itself when it is switched on. */
export const load: PageServerLoad = async ({ params: { slug }, locals, url }) => {
  if (locals.kiosk) redirect(303, `/p/${slug}`);
  await locals.api.load(getPalace, { params: { slug } });
  return { out: url.searchParams.has('out') };
};

export const actions: Actions = {
  claim: async ({ request, params: { slug }, locals, cookies }) => {
    const link = (await readForm(request)).text('link');
    const [, place, code] = /\/kiosk\/([^/?#]+)#([\w-]{20,64})$/.exec(link) ?? [];
    if (place !== slug || code === undefined) return fail(422, { unreadable: true });
    const palace = await locals.api.load(getPalace, { params: { slug } });
    const answer = await locals.api.submit(claimKiosk, { params: { palaceId: palace.id }, body: { code } });
    if (!answer.ok) return fail(answer.status, { problem: answer.problem });
    await leaveNothing(locals.api, cookies);
    redirect(303, `/p/${slug}`);
  },

  leave: async ({ params: { slug }, locals, cookies }) => {
    await leaveNothing(locals.api, cookies);
    redirect(303, `/p/${slug}`);
  },
};
