import { fail } from '@sveltejs/kit';
import { collectStamp, listLandmarks } from '@wengong/contract';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

/** What the screen's QR code leads to: names the landmark and waits for the person to press the button. */
export const load: PageServerLoad = async ({ parent, url, locals, setHeaders }) => {
  setHeaders({ 'cache-control': 'private, no-store' });
  const { detail } = await parent();
  const landmarkId = url.searchParams.get('landmark') ?? '';
  const code = (url.searchParams.get('code') ?? '').slice(0, 40);
  const { items } = await locals.api.load(listLandmarks, { params: { palaceId: detail.id } });
  return { landmark: code ? items.find((one) => one.id === landmarkId) : undefined, code };
};

export const actions: Actions = {
  default: async ({ request, locals }) => {
    const form = await readForm(request);
    const answer = await locals.api.submit(collectStamp, {
      body: { palaceId: form.text('palace'), landmarkId: form.text('landmark'), code: form.text('code') },
      ...form.key,
    });
    if (!answer.ok) return fail(answer.status, { problem: answer.problem });
    return { done: answer.data };
  },
};
