import type { Reader, Tx } from '../../kernel/db.ts';
import type { ReviewedKind, ReviewSubject } from '../../kernel/review.ts';
import { showingsOf, videosByIds } from '../media/index.ts';
import type { ContestEntryRow } from './contest.tables.ts';
import { decideEntry, recallEntry } from './entries/decide-entry.ts';
import { entryAnywhere, entryClips } from './entries/entries.store.ts';

type Entry = Pick<
  ContestEntryRow,
  'palace_id' | 'id' | 'person_id' | 'title' | 'entrant_name' | 'description' | 'people' | 'answers'
>;

/** What reviewers read of an entry. */
export const entryTexts = (
  entry: Pick<Entry, 'title' | 'entrant_name' | 'description' | 'people' | 'answers'>,
) =>
  [
    { field: 'title', text: entry.title },
    { field: 'entrantName', text: entry.entrant_name },
    { field: 'description', text: entry.description },
    { field: 'people', text: entry.people.join('、') },
    ...Object.entries(entry.answers).map(([key, answer]) => ({
      field: `answer-${key}`,
      text: String(answer),
    })),
  ].filter(({ text }) => text !== '');

/** An entry as it is handed to the reviewers. */
export const reviewOf = (entry: Entry) => ({
  palaceId: entry.palace_id,
  kind: 'contest-entry' as const,
  subjectId: entry.id,
  ownerId: entry.person_id,
  title: entry.title,
  texts: entryTexts(entry),
});

const effects = { show: 'approve', refuse: 'reject', hide: 'take_down' } as const;

/** Entries enter and leave their round by what reviewers decide. */
export const reviewedEntries: ReviewedKind = {
  kind: 'contest-entry',
  async find(reader: Reader | Tx, entryId: string): Promise<ReviewSubject | null> {
    const entry = await entryAnywhere(reader, entryId);
    return entry === undefined ? null : { ...reviewOf(entry), state: entry.state };
  },
  async apply(tx, deps, { palaceId, subjectId }, { effect, reason, by, now }) {
    const entry = await entryAnywhere(tx, subjectId);
    const key = { palaceId, contestId: entry?.contest_id ?? subjectId, entryId: subjectId };
    if (effect === 'recall') await recallEntry(tx, key);
    else await decideEntry(tx, deps, key, { decision: effects[effect], note: reason.slice(0, 200), by, now });
  },
  async players(reader, deps, entryIds, now) {
    const clips = await entryClips(reader, entryIds);
    const videos = await videosByIds(reader, [...clips.values()]);
    const showings = await showingsOf(reader, deps, [...clips.values()], { audience: 'private', now });
    return new Map(
      [...clips].map(([entryId, clip]) => [
        entryId,
        {
          playback: showings.get(clip)?.playback ?? null,
          durationMs: videos.get(clip)?.durationMs ?? null,
          ai: videos.get(clip)?.ai ?? null,
        },
      ]),
    );
  },
};
