import { fail, redirect } from '@sveltejs/kit';
import { unionLevels } from '@wengong/contract/network';
import { getSetup, setUp } from '@wengong/contract/staff';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, setHeaders }) => {
  setHeaders({ 'cache-control': 'private, no-store' });
  return locals.api.load(getSetup);
};

const levels = unionLevels.filter((level) => level !== 'nation');
const fields = {
  union: ['name', 'nameEn', 'level'],
  palace: ['slug', 'name', 'nameEn', 'province', 'city', 'district', 'address'],
  director: ['displayName', 'phone', 'account'],
} as const;

export const actions: Actions = {
  default: async ({ request, locals }) => {
    const form = await readForm(request);
    const read = <Name extends string>(part: string, names: readonly Name[]) =>
      Object.fromEntries(names.map((name) => [name, form.text(`${part}.${name}`)])) as Record<Name, string>;
    const values = {
      union: read('union', fields.union),
      palace: read('palace', fields.palace),
      director: read('director', fields.director),
    };
    const answer = await locals.api.submit(setUp, {
      body: {
        ...values,
        union: { ...values.union, level: levels.find((one) => one === values.union.level) ?? 'city' },
        director: { ...values.director, password: form.text('director.password') },
      },
      ...form.key,
    });
    // The password is not sent back.
    if (!answer.ok) return fail(answer.status, { problem: answer.problem, values });
    redirect(303, '/console/sign-in');
  },
};
