import {
  type AuditAction,
  deleteUnionWord,
  deleteWord,
  exportUnionWords,
  exportWords,
  importUnionWords,
  importWords,
  listUnionWords,
  listWords,
  putUnionWord,
  putWord,
  tryUnionWords,
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
import { screenByLists } from './screen-text.ts';
import { type GivenWord, readSheet, writeSheet } from './sheet.rules.ts';
import {
  dropWord,
  heldWord,
  type ListOwner,
  ownWords,
  putWords,
  revisionsOf,
  wordsByForm,
  wordsSeen,
} from './words.store.ts';

/** Whose list is written: a palace's, or a union's. */
interface Target {
  readonly listId: string;
  readonly palaceId: string | null;
}

const ofPalace = (palaceId: string): Target => ({ listId: palaceId, palaceId });
const ofUnion = (unionId: string): Target => ({ listId: unionId, palaceId: null });

/** A palace's list with those of the unions above it. */
async function palaceLists(reader: Reader | Tx, deps: Deps, palaceId: string): Promise<ListOwner> {
  const path = (await deps.hierarchy.palacePath(palaceId)) ?? '';
  return { listId: palaceId, above: await unionsAbove(reader, path) };
}

/** A union's list with those of the unions above it. */
async function unionLists(reader: Reader | Tx, deps: Deps, unionId: string): Promise<ListOwner> {
  const path = (await deps.hierarchy.unionPath(unionId)) ?? '';
  const above = (await unionsAbove(reader, path)).filter((union) => union.id !== unionId);
  return { listId: unionId, above };
}

export const listWordsAction = handle(listWords, async ({ params, query, reader, deps }) =>
  seen(reader, await palaceLists(reader, deps, params.palaceId), query),
);

export const listUnionWordsAction = handle(listUnionWords, async ({ params, query, reader, deps }) =>
  seen(reader, await unionLists(reader, deps, params.unionId), query),
);

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

export const exportWordsAction = handle(exportWords, ({ params, reader, setHeader }) => {
  setHeader('content-disposition', FILE);
  return sheetOf(reader, params.palaceId);
});
export const exportUnionWordsAction = handle(exportUnionWords, ({ params, reader, setHeader }) => {
  setHeader('content-disposition', FILE);
  return sheetOf(reader, params.unionId);
});

export const tryWordsAction = handle(tryWords, async ({ params, body, tx, deps }) =>
  tryText(tx, await palaceLists(tx, deps, params.palaceId), body.text),
);
export const tryUnionWordsAction = handle(tryUnionWords, async ({ params, body, tx, deps }) =>
  tryText(tx, await unionLists(tx, deps, params.unionId), body.text),
);

const FILE = 'attachment; filename="words.csv"';
const sheetOf = async (reader: Reader, listId: string) => writeSheet(await ownWords(reader, listId));

/** What a text would hit, and whose words they are. */
async function tryText(reader: Tx, owner: ListOwner, text: string) {
  const lists = await revisionsOf(reader, [owner.listId, ...owner.above.map((union) => union.id)]);
  const { verdict, hits } = await screenByLists(reader, lists, [{ field: 'text', text }]);
  const forms = [...new Set(hits.map((hit) => formOfWord(hit.word)))];
  return { verdict, hits: [...hits], words: await wordsByForm(reader, owner, forms) };
}

const seen = (reader: Reader | Tx, owner: ListOwner, query: { q?: string | undefined; limit: number }) =>
  wordsSeen(reader, owner, { q: formOfWord(query.q ?? ''), limit: query.limit });

async function put(tx: Tx, deps: Deps, target: Target, actor: Actor, given: GivenWord) {
  const row = rowOf(target, actor, given, deps.clock.now());
  if (row.form === '') throw new Problem('word-empty');
  const before = givenOf(await heldWord(tx, target.listId, row.form));
  await putWords(tx, target.listId, [row]);
  await audit(tx, deps, target, actor, { action: 'words.put', before, after: given });
  return { before };
}

async function drop(tx: Tx, deps: Deps, target: Target, actor: Actor, word: string) {
  const form = formOfWord(word);
  const before = givenOf(await heldWord(tx, target.listId, form));
  if (before === null || !(await dropWord(tx, target.listId, form))) throw new Problem('not-found');
  await audit(tx, deps, target, actor, { action: 'words.remove', before });
  return { before };
}

const givenOf = (row: GivenWord | undefined): GivenWord | null =>
  row === undefined ? null : { word: row.word, action: row.action, sound: row.sound, note: row.note };

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
