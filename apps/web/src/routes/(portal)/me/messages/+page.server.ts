import { fail, redirect } from '@sveltejs/kit';
import { listMyMessages, readAllMessages, readMessage } from '@wengong/contract/notice';
import { pageLinks } from '#lib/features/programme/paging.ts';
import { readForm } from '#lib/server/form.ts';
import { localPath } from '#lib/server/local-path.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, url }) => {
  await parent();
  const cursor = url.searchParams.get('cursor');
  const list = await locals.api.load(listMyMessages, { query: cursor ? { cursor } : {} });
  return { messages: list.items, unread: list.unreadCount, links: pageLinks(url, list.nextCursor) };
};

export const actions: Actions = {
  /** Marks one message as read and goes where its matter continues. */
  open: async ({ request, locals }) => {
    const form = await readForm(request);
    const answer = await locals.api.submit(readMessage, {
      params: { messageId: form.text('message') },
      ...form.key,
    });
    if (!answer.ok) return fail(answer.status, { problem: answer.problem });
    redirect(303, localPath(form.text('link'), '/me/messages'));
  },
  readAll: async ({ request, locals }) => {
    const { key } = await readForm(request);
    const answer = await locals.api.submit(readAllMessages, key);
    if (!answer.ok) return fail(answer.status, { problem: answer.problem });
    redirect(303, '/me/messages');
  },
};
