import { decideContestEntry, listStaffContestEntries, type StaffContestEntry } from '@wengong/contract';
import { decodeCursor, pageOf } from '../../../kernel/cursor.ts';
import type { Reader, Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { decideSubject } from '../../moderation/index.ts';
import { findContest } from '../find-contest.ts';
import { describeEntries } from '../gallery/cards.ts';
import { byNumber, type EntrySeen, entriesOfState, entryById } from './entries.store.ts';

export const listStaffContestEntriesAction = handle(
  listStaffContestEntries,
  async ({ params, query, reader, deps, now }) => {
    await findContest(reader, params);
    const [after = 0] = decodeCursor(query.cursor, byNumber) ?? [];
    const rows = await entriesOfState(reader, params, query.state, { after, limit: query.limit + 1 });
    const { shown, nextCursor } = pageOf(rows, query.limit, (row) => [row.number]);
    return { items: await presentEntries(reader, deps, shown, now), nextCursor };
  },
);

const decisions = {
  approve: { wish: 'show', action: 'contest-entry.approve' },
  reject: { wish: 'refuse', action: 'contest-entry.reject' },
  take_down: { wish: 'hide', action: 'contest-entry.take-down' },
} as const;

export const decideContestEntryAction = handle(
  decideContestEntry,
  async ({ params, body, actor, tx, deps, now }) => {
    if (body.decision !== 'approve' && body.note.length < 2) throw new Problem('contest-note-needed');
    const { wish, action } = decisions[body.decision];
    const before = await entryById(tx, params, params.entryId);
    if (before === undefined) throw new Problem('not-found');
    await decideSubject(
      tx,
      deps,
      { palaceId: params.palaceId, kind: 'contest-entry', subjectId: params.entryId },
      { wish, reasons: [], note: body.note, by: actor.personId, now },
    );
    const after = await entryById(tx, params, params.entryId);
    const [entry] = await presentEntries(tx, deps, after === undefined ? [] : [after], now);
    if (entry === undefined) throw new Problem('not-found');
    await recordAudit(tx, {
      palaceId: params.palaceId,
      actor,
      action,
      subject: { type: 'contest-entry', id: params.entryId },
      before: { state: before.state },
      after: { state: entry.state, note: entry.note },
      at: now,
    });
    return entry;
  },
);

const presentEntries = async (
  reader: Reader | Tx,
  deps: Deps,
  entries: readonly EntrySeen[],
  now: Date,
): Promise<StaffContestEntry[]> =>
  (await describeEntries(reader, deps, entries, { audience: 'private', now })).map(
    ({ entry, facts, showing }) => ({
      ...facts,
      people: entry.people,
      description: entry.description,
      answers: entry.answers,
      playback: showing?.playback ?? null,
      clipDown: entry.clip_down_at !== null,
      state: entry.state,
      note: entry.note,
      enteredAt: entry.entered_at.toISOString(),
    }),
  );
