import { fail, redirect } from '@sveltejs/kit';
import {
  addPushDevice,
  getMyPush,
  type PushTopic,
  pushTopics,
  putPushPreferences,
  removePushDevice,
} from '@wengong/contract/notice-push';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

const HERE = '/me/messages/settings';

export const load: PageServerLoad = async ({ locals, parent, url }) => {
  await parent();
  return { push: await locals.api.load(getMyPush, {}), saved: url.searchParams.has('saved') };
};

export const actions: Actions = {
  /** The subscription that the browser has made, filled in by `enhance/push.ts`. */
  add: async ({ request, locals }) => {
    const form = await readForm(request);
    const answer = await locals.api.submit(addPushDevice, {
      body: {
        endpoint: form.text('endpoint'),
        keys: { p256dh: form.text('p256dh'), auth: form.text('auth') },
        locale: locals.preferences.lang,
      },
      ...form.key,
    });
    if (!answer.ok) return fail(answer.status, { problem: answer.problem });
    redirect(303, HERE);
  },
  remove: async ({ request, locals }) => {
    const form = await readForm(request);
    const params = { deviceId: form.text('device') };
    const answer = await locals.api.submit(removePushDevice, { params, ...form.key });
    if (!answer.ok && answer.status !== 404) return fail(answer.status, { problem: answer.problem });
    redirect(303, HERE);
  },
  prefer: async ({ request, locals }) => {
    const form = await readForm(request);
    const wanted = form.all('topic');
    const answer = await locals.api.submit(putPushPreferences, {
      body: {
        muted: pushTopics.filter((topic: PushTopic) => !wanted.includes(topic)),
        discreet: form.has('discreet'),
        quietFrom: Number(form.text('quietFrom')),
        quietUntil: Number(form.text('quietUntil')),
      },
      ...form.key,
    });
    if (!answer.ok) return fail(answer.status, { problem: answer.problem });
    redirect(303, `${HERE}?saved`);
  },
};
