import { changePassword } from '@wengong/contract';
import { outcome } from '#lib/features/console/server/action.ts';
import { FormReader } from '#lib/features/console/server/form-reader.ts';
import { requireStaff } from '#lib/features/console/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { person } = await requireStaff(event);
  return { account: person.staffAccount };
};

export const actions: Actions = {
  change: async (event) => {
    await requireStaff(event);
    const raw = await event.request.formData();
    const form = new FormReader(raw, 'UTC');
    // Passwords are taken as typed, spaces at their ends included.
    const typed = (name: string) => raw.get(name)?.toString() ?? '';
    const answer = await event.locals.api.submit(changePassword, {
      body: { currentPassword: typed('currentPassword'), newPassword: typed('newPassword') },
      idempotencyKey: form.idempotencyKey,
    });
    return outcome('change', form, answer);
  },
};
