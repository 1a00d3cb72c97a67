import { type ActivitySort, listStaffActivities } from '@wengong/contract';
import { z } from 'zod';
import { cursorInstant, decodeCursor, pageOf } from '../../../kernel/cursor.ts';
import { handle } from '../../../kernel/module.ts';
import { peopleOf } from '../../identity/index.ts';
import { countByStatus, staffActivities } from '../activity.store.ts';
import { presentPerson } from '../staff-activity.ts';

/** What one list is sorted by says nothing of a place in another. */
const keyIn = (sort: ActivitySort) =>
  z.tuple([z.literal(sort), cursorInstant, z.uuid()]).transform(([, at, id]) => ({ at, id }));

export const listStaffActivitiesAction = handle(
  listStaffActivities,
  async ({ params, query, reader, deps, now }) => {
    const { status, kind, q, sort, limit } = query;
    const after = decodeCursor(query.cursor, keyIn(sort));
    const [rows, { counts, toReview }] = await Promise.all([
      staffActivities(reader, params.palaceId, now, { status, kind, q, sort, after, limit: limit + 1 }),
      countByStatus(reader, params.palaceId),
    ]);
    const { shown, nextCursor } = pageOf(rows, limit, (row) => [sort, row.sort_at, row.id]);
    const people = await peopleOf(
      reader,
      deps.keys,
      shown.flatMap((row) => row.submitted_by ?? []),
    );
    return {
      items: shown.map((row) => ({
        id: row.id,
        kind: row.kind,
        title: row.title,
        titleEn: row.title_en,
        status: row.status,
        version: row.version,
        reviewNote: row.review_note,
        submittedBy: row.submitted_by === null ? null : presentPerson(row.submitted_by, people),
        updatedAt: row.updated_at.toISOString(),
        publishedAt: row.published_at?.toISOString() ?? null,
        publishAt: row.publish_at?.toISOString() ?? null,
        sessions: row.sessions,
        nextStartsAt: row.next_starts_at?.toISOString() ?? null,
      })),
      nextCursor,
      counts,
      toReview,
    };
  },
);
