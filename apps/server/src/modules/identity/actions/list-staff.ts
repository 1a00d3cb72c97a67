import { listStaff } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { presentStaff } from '../staff/staff.present.ts';
import { staffOf } from '../staff/staff.store.ts';

export const listStaffAction = handle(listStaff, async ({ params, reader, deps }) => {
  const rows = await staffOf(reader, params.palaceId);
  return { items: rows.map((row) => presentStaff(row, deps.keys)) };
});
