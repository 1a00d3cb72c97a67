import { z } from 'zod';
import { wordAction, wordHit } from './moderation.ts';
import { officer, route, staffOrOfficer } from './route.ts';
import { id, instant, palaceParams } from './shapes.ts';

/** Lists of words: a palace's own, and those of the unions above it, which it inherits. */
const tag = 'moderation';
const reviewers = staffOrOfficer('reviewer', 'director');
const unionParams = z.object({ unionId: id });

/** Longest word, characters; most words of one list. */
export const WORD_LENGTH = 40;
export const WORDS_A_LIST = 20_000;

const word = z.string().trim().min(1).max(WORD_LENGTH);

export const listedWord = z.object({
  word: z.string(),
  action: wordAction,
  /** Also found where it is written with other characters of the same sound. */
  sound: z.boolean(),
  note: z.string(),
  /** Name of the union whose list it is; null: one's own list. */
  inheritedFrom: z.string().nullable(),
  inheritedFromEn: z.string().nullable(),
  addedAt: instant,
});
export type ListedWord = z.infer<typeof listedWord>;

const wordQuery = z.object({
  q: z.string().trim().max(WORD_LENGTH).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
});
const words = z.object({ items: z.array(listedWord), total: z.int() });
const entry = z.object({
  word,
  action: wordAction.default('hold'),
  sound: z.boolean().default(false),
  note: z.string().trim().max(100).default(''),
});
/** One word a line: `word`, or `word,action,note`. Words that are there already take the line's action. */
const sheet = z.object({ text: z.string().max(2_000_000), action: wordAction.default('hold') });
const imported = z.object({
  added: z.int(),
  changed: z.int(),
  refused: z.array(z.object({ line: z.int(), text: z.string() })),
});
const gone = z.object({ word });
/** What the list said of the word before; null: nothing. Enough to take the change back. */
const changed = z.object({
  before: z.object({ word: z.string(), action: wordAction, sound: z.boolean(), note: z.string() }).nullable(),
});
const trial = z.object({ text: z.string().max(20_000) });
const tried = z.object({
  verdict: z.enum(['clear', 'note', 'hold', 'block']),
  hits: z.array(wordHit),
  /** The words that were hit, as the lists have them: a word may be on several. */
  words: z.array(listedWord),
});

export const listWords = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/moderation/words',
  summary: 'Words that hold in the palace: its own and the inherited',
  tag,
  access: reviewers,
  params: palaceParams,
  query: wordQuery,
  response: words,
});

export const putWord = route({
  method: 'PUT',
  path: '/api/v1/palaces/:palaceId/moderation/words',
  summary: 'Add a word to the palace’s list, or change what it leads to',
  tag,
  access: reviewers,
  params: palaceParams,
  body: entry,
  response: changed,
});

export const deleteWord = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/moderation/words/remove',
  summary: 'Take a word off the palace’s list',
  tag,
  access: reviewers,
  params: palaceParams,
  body: gone,
  response: changed,
});

export const importWords = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/moderation/words/import',
  summary: 'Add many words, one a line',
  tag,
  access: reviewers,
  params: palaceParams,
  body: sheet,
  bodyLimit: 4 * 1024 * 1024,
  response: imported,
});

export const exportWords = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/moderation/words.csv',
  summary: 'The palace’s own list as it is imported',
  tag,
  access: reviewers,
  params: palaceParams,
  produces: 'text/csv; charset=utf-8',
});

export const tryWords = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/moderation/words/try',
  summary: 'What a text would hit',
  tag,
  access: reviewers,
  params: palaceParams,
  body: trial,
  response: tried,
});

export const listUnionWords = route({
  method: 'GET',
  path: '/api/v1/unions/:unionId/moderation/words',
  summary: 'Words that hold in every palace of the union: its own and those of the unions above',
  tag,
  access: officer,
  params: unionParams,
  query: wordQuery,
  response: words,
});

export const putUnionWord = route({
  method: 'PUT',
  path: '/api/v1/unions/:unionId/moderation/words',
  summary: 'Add a word to the union’s list, or change what it leads to',
  tag,
  access: officer,
  params: unionParams,
  body: entry,
  response: changed,
});

export const deleteUnionWord = route({
  method: 'POST',
  path: '/api/v1/unions/:unionId/moderation/words/remove',
  summary: 'Take a word off the union’s list',
  tag,
  access: officer,
  params: unionParams,
  body: gone,
  response: changed,
});

export const importUnionWords = route({
  method: 'POST',
  path: '/api/v1/unions/:unionId/moderation/words/import',
  summary: 'Add many words to the union’s list, one a line',
  tag,
  access: officer,
  params: unionParams,
  body: sheet,
  bodyLimit: 4 * 1024 * 1024,
  response: imported,
});

export const exportUnionWords = route({
  method: 'GET',
  path: '/api/v1/unions/:unionId/moderation/words.csv',
  summary: 'The union’s own list as it is imported',
  tag,
  access: officer,
  params: unionParams,
  produces: 'text/csv; charset=utf-8',
});

export const tryUnionWords = route({
  method: 'POST',
  path: '/api/v1/unions/:unionId/moderation/words/try',
  summary: 'What a text would hit in every palace of the union',
  tag,
  access: officer,
  params: unionParams,
  body: trial,
  response: tried,
});
