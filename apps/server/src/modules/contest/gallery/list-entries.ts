import { createHash, randomBytes } from 'node:crypto';
import { listContestEntries } from '@wengong/contract';
import { z } from 'zod';
import { decodeCursor, encodeCursor, pageOf, startAgain } from '../../../kernel/cursor.ts';
import type { Reader } from '../../../kernel/db.ts';
import { handle } from '../../../kernel/module.ts';
import { localDay } from '../../../kernel/zone.ts';
import { findPalace } from '../../network/index.ts';
import { type Contest, type ContestKey, roundsOf } from '../contest.store.ts';
import { byNumber, entriesByIds } from '../entries/entries.store.ts';
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

const count = z.int32().min(0);
const fairKey = z.tuple([count, z.string(), count, count]);

async function fairPage(reader: Reader, question: Question, fresh: string): Promise<Page> {
  const { contest, key, category = '', limit } = question;
  const cursor = decodeCursor(question.cursor, fairKey);
  const [dealtNumber, seed, sizeThen, begins] = cursor ?? [
    contest.gallery,
    fresh,
    Number.POSITIVE_INFINITY,
    0,
  ];
  const dealt = await dealtOf(reader, key, category, dealtNumber);
  // Dealt anew twice since the page before: the rest would be in another order.
  if (dealt === undefined) {
    if (cursor !== null) throw startAgain();
    return { ids: [], nextCursor: null, total: 0 };
  }
  const size = Math.min(sizeThen, dealt.size);
  let from = begins;
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
  const next = from < size ? encodeCursor([dealtNumber, seed, size, from]) : null;
  return { ids, nextCursor: next, total: size };
}

async function pageByNumber(reader: Reader, question: Question): Promise<Page> {
  const { key, category = null, limit } = question;
  const [after = 0] = decodeCursor(question.cursor, byNumber) ?? [];
  const rows = await entriesFrom(reader, key, {
    category,
    grams: gramsOfQuery(question.q ?? ''),
    after,
    limit: limit + 1,
  });
  const { shown, nextCursor } = pageOf(rows, limit, (row) => [row.number]);
  return { ids: shown.map((row) => row.id), nextCursor, total: null };
}

const byVotes = z.tuple([count, z.uuid()]).transform(([votes, id]) => ({ votes, id }));

async function pageByVotes(reader: Reader, question: Question): Promise<Page> {
  const { key, category = null, limit } = question;
  const after = decodeCursor(question.cursor, byVotes);
  const rounds = await roundsOf(reader, key);
  const round = openRound(rounds) ?? rounds.findLast((each) => each.state === 'closed');
  const rows = await entriesByVotes(reader, key, round?.round ?? 0, {
    category,
    grams: gramsOfQuery(question.q ?? ''),
    after,
    limit: limit + 1,
  });
  const { shown, nextCursor } = pageOf(rows, limit, (row) => [row.votes, row.id]);
  return { ids: shown.map((row) => row.id), nextCursor, total: null };
}
