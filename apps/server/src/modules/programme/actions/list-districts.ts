import { listDistricts } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { countByDistrict } from '../session-list.store.ts';

export const listDistrictsAction = handle(listDistricts, async ({ query, reader, now }) => ({
  items: await countByDistrict(reader, now, query.city),
}));
