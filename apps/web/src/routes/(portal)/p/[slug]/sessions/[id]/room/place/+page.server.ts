import { fail, redirect } from '@sveltejs/kit';
import { enterWaitingRoom, getMyPlace, takePlace } from '@wengong/contract';
import { getPalace } from '@wengong/contract/network';
import { readForm } from '#lib/server/form.ts';
import { loadRoom } from '#lib/server/waiting-room.ts';
import type { Actions, PageServerLoad } from './$types';

/** The waiting page of one person, for browsers without scripts: it renews itself. */
export const load: PageServerLoad = async ({ params, locals }) => {
  const loaded = await loadRoom(locals, params);
  const palaceId = loaded.activity.palace.id;
  const mine = await locals.api.load(getMyPlace, { params: { palaceId, sessionId: params.id } });
  return { ...loaded, ...mine };
};

const keyOf = async (locals: App.Locals, { slug, id }: { slug: string; id: string }) => {
  const palace = await locals.api.load(getPalace, { params: { slug } });
  return { palaceId: palace.id, sessionId: id };
};

export const actions: Actions = {
  /** Takes a place with a challenge that was waited for instead of solved. */
  join: async ({ request, params, locals, url }) => {
    const form = await readForm(request);
    const challenge = form.text('challenge');
    const answer = await locals.api.submit(takePlace, {
      params: await keyOf(locals, params),
      body: { challenge },
    });
    if (answer.ok) redirect(303, url.pathname);
    // The same challenge again: its wait goes on instead of beginning anew.
    return fail(answer.status, { problem: answer.problem, challenge });
  },
  enter: async ({ params, locals }) => {
    const answer = await locals.api.submit(enterWaitingRoom, { params: await keyOf(locals, params) });
    if (answer.ok) redirect(303, `/p/${params.slug}/sessions/${params.id}/book`);
    return fail(answer.status, { problem: answer.problem });
  },
};
