import type {
  ReviewExhibit,
  ReviewItem,
  ReviewQueue,
  ReviewReason,
  ReviewTask,
} from '@wengong/contract/moderation';
import { newIdempotencyKey } from '#lib/ui/console/idempotency.ts';

/** What the server refused, in its own words. */
export class Refused extends Error {}

export interface ReviewFilter {
  readonly task?: ReviewTask;
  readonly only?: string;
}

/** Takes the next items; `scope` is the API's path of a palace or union. */
export const takeNext = (scope: string, filter: ReviewFilter, count: number) =>
  post<{ items: ReviewExhibit[]; counts: ReviewQueue['counts'] }>(`${scope}/moderation/claims`, {
    ...filter,
    count,
  });

export const decide = (
  item: ReviewItem,
  body: { readonly verdict: 'approve' | 'reject'; readonly reasons: ReviewReason[]; readonly note: string },
) => post<ReviewItem>(`${pathOf(item)}/decision`, body);

export const takeBack = (item: ReviewItem) => post<ReviewItem>(`${pathOf(item)}/undo`);
export const escalate = (item: ReviewItem, note: string) =>
  post<ReviewItem>(`${pathOf(item)}/escalate`, { note });

const pathOf = (item: ReviewItem) => `/api/v1/palaces/${item.palaceId}/moderation/items/${item.id}`;

async function post<Answer>(path: string, body?: object): Promise<Answer> {
  const headers: Record<string, string> = {
    'accept-language': document.documentElement.lang,
    'idempotency-key': newIdempotencyKey(),
  };
  if (body !== undefined) headers['content-type'] = 'application/json';
  const response = await fetch(path, {
    method: 'POST',
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = await response.json().catch(() => null);
  if (!response.ok)
    throw new Refused(answer === null ? response.statusText : `${answer.title}：${answer.detail}`);
  return answer as Answer;
}
