import { reviewTasks } from '@wengong/contract/moderation';

/** What a queue's address asks for. */
export function readFilter(search: URLSearchParams) {
  const task = reviewTasks.find((each) => each === search.get('task'));
  const only = (['flagged', 'escalated', 'reported'] as const).find((each) => each === search.get('only'));
  return {
    ...(task === undefined ? {} : { task }),
    ...(only === undefined ? {} : { only }),
  };
}
