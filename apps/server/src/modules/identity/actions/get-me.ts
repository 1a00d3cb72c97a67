import { getMe } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { nobody, presentMe } from '../identity.present.ts';
import { meFacts } from '../me.store.ts';

export const getMeAction = handle(getMe, async ({ actor, reader, deps }) => {
  if (actor === null) return nobody;
  const facts = await meFacts(reader, actor.personId);
  return facts === undefined ? nobody : presentMe(facts, actor, deps.keys);
});
