import { listPartners } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { partnersOf } from '../../network/index.ts';

export const listPartnersAction = handle(listPartners, async ({ params, reader }) => {
  const rows = await partnersOf(reader, params.palaceId);
  return { items: rows.map(({ id, name, kind }) => ({ id, name, kind })) };
});
