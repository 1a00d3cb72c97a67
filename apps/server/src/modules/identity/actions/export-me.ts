import { exportMe } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';

/** Each module gives what it holds; the file's name is the same in every language. */
export const exportMeAction = handle(exportMe, async ({ actor, reader, deps, now, setHeader }) => {
  const modules: Record<string, unknown> = {};
  for (const each of deps.personalData) {
    modules[each.module] = await each.exportPerson(reader, actor.personId);
  }
  setHeader('content-disposition', 'attachment; filename="wengong-my-data.json"');
  setHeader('cache-control', 'no-store');
  return { exportedAt: now.toISOString(), modules };
});
