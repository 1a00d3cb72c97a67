import { appealReview, getMyReview, listMyReviews, type MyReview } from '@wengong/contract';
import { byId, decodeCursor, pageOf } from '../../../kernel/cursor.ts';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { palacesByIds } from '../../network/index.ts';
import { changeItem, type Item, itemById, itemsOfOwner, lockItem } from '../items.store.ts';
import type { AppealRow } from '../moderation.tables.ts';
import { usualWaits } from '../queue/queue.store.ts';
import { appealsOf, insertAppeal } from './appeals.store.ts';

/** Said where nothing was decided lately, s. */
const USUAL_S = 86_400;
const HOUR = 3_600_000;

export const listMyReviewsAction = handle(listMyReviews, async ({ query, actor, reader, now }) => {
  const [after] = decodeCursor(query.cursor, byId) ?? [];
  const rows = await itemsOfOwner(reader, actor.personId, { after, limit: query.limit + 1 });
  const { shown, nextCursor } = pageOf(rows, query.limit, (row) => [row.id]);
  return { items: await presentMine(reader, shown, now), nextCursor };
});

export const getMyReviewAction = handle(getMyReview, async ({ params, actor, reader, now }) => {
  const item = await itemById(reader, params.itemId);
  if (item?.owner_id !== actor.personId) throw new Problem('not-found');
  return one(await presentMine(reader, [item], now));
});

export const appealReviewAction = handle(appealReview, async ({ params, body, actor, tx, now }) => {
  const found = await itemById(tx, params.itemId);
  if (found?.owner_id !== actor.personId) throw new Problem('not-found');
  const item = await lockItem(tx, { palaceId: found.palace_id, itemId: found.id });
  if (item === undefined) throw new Problem('not-found');
  if ((await appealsOf(tx, [item])).has(item.id)) throw new Problem('appeal-made');
  if (!mayAppeal(item, undefined)) throw new Problem('appeal-not-open');
  await insertAppeal(tx, {
    palace_id: item.palace_id,
    item_id: item.id,
    person_id: actor.personId,
    text: body.text,
    at: now,
    outcome: null,
  });
  await changeItem(tx, item, {
    task: 'appeal',
    task_no: item.task_no + 1,
    // What two had to agree to before, two decide again.
    eyes: item.eyes,
    outcome: null,
    waiting_since: now,
    claimed_by: null,
    claimed_until: null,
  });
  const changed = await itemById(tx, item.id);
  return one(await presentMine(tx, changed === undefined ? [] : [changed], now));
});

const mayAppeal = (item: Item, appeal: AppealRow | undefined): boolean =>
  item.task === null && appeal === undefined && (item.state === 'rejected' || item.state === 'taken_down');

function one(shown: readonly MyReview[]): MyReview {
  const [mine] = shown;
  if (mine === undefined) throw new Problem('not-found');
  return mine;
}

/** A person's own items with what comes next, in their order. */
async function presentMine(reader: Reader | Tx, items: readonly Item[], now: Date): Promise<MyReview[]> {
  const palaceIds = [...new Set(items.map((item) => item.palace_id))];
  const palaces = await palacesByIds(reader, palaceIds);
  const waits = await usualWaits(reader, palaceIds, now);
  const appeals = await appealsOf(reader, items);
  return items.flatMap((item) => {
    const palace = palaces.get(item.palace_id);
    if (palace === undefined) return [];
    const appeal = appeals.get(item.id);
    return [
      {
        id: item.id,
        kind: item.kind,
        subjectId: item.subject_id,
        palaceName: palace.name,
        palaceNameEn: palace.name_en,
        timeZone: palace.time_zone,
        title: item.title,
        state: item.state,
        // Reports and finals are between viewers and reviewers.
        task: item.task === 'first' || item.task === 'appeal' ? item.task : null,
        ready: item.ready,
        submittedAt: item.submitted_at.toISOString(),
        waitingSince: isMine(item) ? (item.waiting_since?.toISOString() ?? null) : null,
        expectedAt:
          isMine(item) && item.ready ? expected(item, waits.get(item.palace_id), now).toISOString() : null,
        decidedAt: item.decided_at?.toISOString() ?? null,
        reasons: item.reasons,
        note: item.state === 'approved' ? '' : item.note,
        canAppeal: mayAppeal(item, appeal),
        appeal:
          appeal === undefined
            ? null
            : { text: appeal.text, at: appeal.at.toISOString(), outcome: appeal.outcome },
      },
    ];
  });
}

const isMine = (item: Item): boolean => item.task === 'first' || item.task === 'appeal';

/** When a decision may be expected: as long as others waited, at least an hour, never in the past. */
function expected(item: Item, usual: number | undefined, now: Date): Date {
  const since = (item.waiting_since ?? now).getTime();
  return new Date(Math.max(since + Math.max((usual ?? USUAL_S) * 1000, HOUR), now.getTime() + HOUR));
}
