import { listOfficers } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { presentOfficer } from '../staff/staff.present.ts';
import { officersOf } from '../staff/staff.store.ts';

export const listOfficersAction = handle(listOfficers, async ({ params, reader, deps }) => {
  const rows = await officersOf(reader, params.unionId);
  return { items: rows.map((row) => presentOfficer(row, deps.keys)) };
});
