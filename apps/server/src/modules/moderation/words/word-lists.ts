import {
  type AuditAction,
  deleteUnionWord,
  deleteWord,
  exportWords,
  importUnionWords,
  importWords,
  listUnionWords,
  listWords,
  putUnionWord,
  putWord,
  tryWords,
} from '@wengong/contract';
import type { Actor } from '../../../kernel/actor.ts';
import type { Reader, Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { unionsAbove } from '../../network/index.ts';
import { formOfWord } from './forms.rules.ts';
import { screenText } from './screen-text.ts';
import { type GivenWord, readSheet, writeSheet } from './sheet.rules.ts';
import { dropWord, type ListOwner, ownWords, putWords, wordsSeen } from './words.store.ts';

/** Whose list is written: a palace's, or a union's. */
interface Target {
  readonly listId: string;
  readonly palaceId: string | null;
}

const ofPalace = (palaceId: string): Target => ({ listId: palaceId, palaceId });
const ofUnion = (unionId: string): Target => ({ listId: unionId, palaceId: null });

export const listWordsAction = handle(listWords, async ({ params, query, reader, deps }) => {
  const path = (await deps.hierarchy.palacePath(params.palaceId)) ?? '';
  return seen(reader, { listId: params.palaceId, above: await unionsAbove(reader, path) }, query);
});

export const listUnionWordsAction = handle(listUnionWords, async ({ params, query, reader, deps }) => {
  const path = (await deps.hierarchy.unionPath(params.unionId)) ?? '';
  const above = (await unionsAbove(reader, path)).filter((union) => union.id !== params.unionId);
  return seen(reader, { listId: params.unionId, above }, query);
});

export const putWordAction = handle(putWord, ({ params, body, actor, tx, deps }) =>
  put(tx, deps, ofPalace(params.palaceId), actor, body),
);
export const putUnionWordAction = handle(putUnionWord, ({ params, body, actor, tx, deps }) =>
  put(tx, deps, ofUnion(params.unionId), actor, body),
);
export const deleteWordAction = handle(deleteWord, ({ params, body, actor, tx, deps }) =>
  drop(tx, deps, ofPalace(params.palaceId), actor, body.word),
);
export const deleteUnionWordAction = handle(deleteUnionWord, ({ params, body, actor, tx, deps }) =>
  drop(tx, deps, ofUnion(params.unionId), actor, body.word),
);
export const importWordsAction = handle(importWords, ({ params, body, actor, tx, deps }) =>
  importSheet(tx, deps, ofPalace(params.palaceId), actor, body),
);
export const importUnionWordsAction = handle(importUnionWords, ({ params, body, actor, tx, deps }) =>
  importSheet(tx, deps, ofUnion(params.unionId), actor, body),
);

export const exportWordsAction = handle(exportWords, async ({ params, reader, setHeader }) => {
  setHeader('content-disposition', 'attachment; filename="words.csv"');
  return writeSheet(await ownWords(reader, params.palaceId));
});

export const tryWordsAction = handle(tryWords, async ({ params, body, tx }) => {
  const texts = [{ field: 'text', text: body.text }];
  const { verdict, hits } = await screenText(tx, { palaceId: params.palaceId, texts });
  return { verdict, hits: [...hits] };
});

const seen = (reader: Reader, owner: ListOwner, query: { q?: string | undefined; limit: number }) =>
  wordsSeen(reader, owner, { q: formOfWord(query.q ?? ''), limit: query.limit });

async function put(tx: Tx, deps: Deps, target: Target, actor: Actor, given: GivenWord): Promise<void> {
  const row = rowOf(target, actor, given, deps.clock.now());
  if (row.form === '') throw new Problem('word-empty');
  await putWords(tx, target.listId, [row]);
  await audit(tx, deps, target, actor, { action: 'words.put', after: given });
}

async function drop(tx: Tx, deps: Deps, target: Target, actor: Actor, word: string): Promise<void> {
  if (!(await dropWord(tx, target.listId, formOfWord(word)))) throw new Problem('not-found');
  await audit(tx, deps, target, actor, { action: 'words.remove', before: { word } });
}

async function importSheet(
  tx: Tx,
  deps: Deps,
  target: Target,
  actor: Actor,
  sheet: { readonly text: string; readonly action: GivenWord['action'] },
) {
  const { words, refused } = readSheet(sheet.text, sheet.action);
  const now = deps.clock.now();
  const rows = new Map(
    words.map((word) => {
      const row = rowOf(target, actor, word, now);
      return [row.form, row] as const;
    }),
  );
  const added = await putWords(tx, target.listId, [...rows.values()]);
  const result = { added, changed: rows.size - added, refused: [...refused] };
  await audit(tx, deps, target, actor, {
    action: 'words.import',
    after: { added, changed: result.changed, refused: refused.length },
  });
  return result;
}

const rowOf = (target: Target, actor: Actor, given: GivenWord, now: Date) => ({
  list_id: target.listId,
  form: formOfWord(given.word),
  word: given.word,
  action: given.action,
  sound: given.sound,
  note: given.note,
  added_by: actor.personId,
  added_at: now,
});

const audit = (
  tx: Tx,
  deps: Deps,
  { listId, palaceId }: Target,
  actor: Actor,
  {
    action,
    before,
    after,
  }: { readonly action: AuditAction; readonly before?: unknown; readonly after?: unknown },
): Promise<void> =>
  recordAudit(tx, {
    palaceId,
    actor,
    action,
    subject: { type: 'word-list', id: listId },
    before,
    after,
    at: deps.clock.now(),
  });
