import { createHash, randomBytes } from 'node:crypto';
import { listContestEntries } from '@wengong/contract';
import { decodeCursor, encodeCursor } from '../../../kernel/cursor.ts';
import type { Reader } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { localDay } from '../../../kernel/zone.ts';
import { findPalace } from '../../network/index.ts';
import { type Contest, type ContestKey, roundsOf } from '../contest.store.ts';
import { entriesByIds } from '../entries/entries.store.ts';
import { findPublished, openRound } from '../find-contest.ts';
import { gramsOfQuery } from '../grams.rules.ts';
import { cardsOf } from './cards.ts';
import { dealtOf, entriesAtPlaces, entriesByVotes, entriesFrom } from './gallery.store.ts';
import { placesOf } from './order.rules.ts';
import { noteShown } from './shown-entries.ts';

/** A page of entry ids; `total` only where it is known without counting. */
interface Page {
  readonly ids: readonly string[];
  readonly nextCursor: string | null;
  readonly total: number | null;
}

interface Question {
  readonly contest: Contest;
  readonly key: ContestKey;
  readonly category: string | undefined;
  readonly q: string | undefined;
  readonly cursor: string | undefined;
  readonly limit: number;
}

export const listContestEntriesAction = handle(
  listContestEntries,
  async ({ params, query, actor, reader, deps, now }) => {
    const contest = await findPublished(reader, params);
    const question: Question = {
      contest,
      key: params,
      category: query.category,
      q: query.q,
      cursor: query.cursor,
      limit: query.limit,
    };
    const searched = query.q !== undefined && query.q !== '';
    const page =
      query.order === 'votes'
        ? await pageByVotes(reader, question)
        : query.order === 'number' || searched
          ? await pageByNumber(reader, question)
          : await fairPage(reader, question, await seedOf(reader, contest, actor?.personId, now));
    if (query.order === 'fair') noteShown(deps, { palaceId: params.palaceId, entries: page.ids });
    const entries = await entriesByIds(reader, params, page.ids);
    const shown = page.ids.flatMap((id) => entries.get(id) ?? []);
    const items = await cardsOf(reader, deps, shown, now);
    return { items, nextCursor: page.nextCursor, total: page.total };
  },
);

/** The same for a person all day; another at every call for somebody unknown. */
async function seedOf(reader: Reader, contest: Contest, personId: string | undefined, now: Date) {
  if (personId === undefined) return randomBytes(8).toString('hex');
  const palace = await findPalace(reader, contest.palace_id);
  const day = localDay(now, palace?.time_zone ?? 'Asia/Shanghai');
  return createHash('sha256').update(`${contest.id} ${personId} ${day}`).digest('hex').slice(0, 16);
}

const damaged = () => new Problem('invalid-request', { details: 'cursor: start again from the first page' });

const wholeNumber = (text: string | undefined): number => {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0) throw damaged();
  return number;
};

async function fairPage(reader: Reader, question: Question, fresh: string): Promise<Page> {
  const { contest, key, category = '', limit } = question;
  const cursor = decodeCursor(question.cursor, 4);
  const dealtNumber = cursor === null ? contest.gallery : wholeNumber(cursor[0]);
  const dealt = await dealtOf(reader, key, category, dealtNumber);
  // Dealt anew twice since the page before: the rest would be in another order.
  if (dealt === undefined) {
    if (cursor !== null) throw damaged();
    return { ids: [], nextCursor: null, total: 0 };
  }
  const seed = cursor?.[1] ?? fresh;
  const size = cursor === null ? dealt.size : Math.min(wholeNumber(cursor[2]), dealt.size);
  let from = cursor === null ? 0 : wholeNumber(cursor[3]);
  const ids: string[] = [];
  // Places whose entry was taken down are passed over.
  while (ids.length < limit && from < size) {
    const places = placesOf({ ...dealt, size }, seed, from, limit - ids.length);
    from += places.length;
    const found = new Map(
      (await entriesAtPlaces(reader, key, dealt, places)).map((each) => [each.place, each.entry_id]),
    );
    ids.push(...places.flatMap((place) => found.get(place) ?? []));
  }
  const next = from < size ? encodeCursor([String(dealtNumber), seed, String(size), String(from)]) : null;
  return { ids, nextCursor: next, total: size };
}

async function pageByNumber(reader: Reader, question: Question): Promise<Page> {
  const { key, category = null, limit } = question;
  const cursor = decodeCursor(question.cursor, 1);
  const rows = await entriesFrom(reader, key, {
    category,
    grams: gramsOfQuery(question.q ?? ''),
    after: cursor === null ? 0 : wholeNumber(cursor[0]),
    limit: limit + 1,
  });
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    ids: shown.map((row) => row.id),
    nextCursor: last === undefined ? null : encodeCursor([String(last.number)]),
    total: null,
  };
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function pageByVotes(reader: Reader, question: Question): Promise<Page> {
  const { key, category = null, limit } = question;
  const cursor = decodeCursor(question.cursor, 2);
  if (cursor !== null && !ID.test(cursor[1] ?? '')) throw damaged();
  const rounds = await roundsOf(reader, key);
  const round = openRound(rounds) ?? rounds.findLast((each) => each.state === 'closed');
  const rows = await entriesByVotes(reader, key, round?.round ?? 0, {
    category,
    grams: gramsOfQuery(question.q ?? ''),
    after: cursor === null ? null : { votes: wholeNumber(cursor[0]), id: cursor[1] ?? '' },
    limit: limit + 1,
  });
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    ids: shown.map((row) => row.id),
    nextCursor: last === undefined ? null : encodeCursor([String(last.votes), last.id]),
    total: null,
  };
}
