import { listStaffActivities } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { peopleOf } from '../../identity/index.ts';
import { countByStatus, staffActivities } from '../activity.store.ts';
import { readTimeCursor, timeCursor } from '../programme.cursor.ts';
import { presentPerson } from '../staff-activity.ts';

export const listStaffActivitiesAction = handle(
  listStaffActivities,
  async ({ params, query, reader, deps, now }) => {
    const { status, kind, q, sort, limit } = query;
    const after = readTimeCursor(query.cursor);
    const [rows, { counts, toReview }] = await Promise.all([
      staffActivities(reader, params.palaceId, now, { status, kind, q, sort, after, limit: limit + 1 }),
      countByStatus(reader, params.palaceId),
    ]);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const people = await peopleOf(
      reader,
      deps.keys,
      page.flatMap((row) => row.submitted_by ?? []),
    );
    return {
      items: page.map((row) => ({
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
      nextCursor: rows.length > limit && last ? timeCursor(last.sort_at, last.id) : null,
      counts,
      toReview,
    };
  },
);
