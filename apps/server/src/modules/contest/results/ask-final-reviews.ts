import type { Deps } from '../../../kernel/deps.ts';
import { agreedSubjects, askForFinalReview } from '../../moderation/index.ts';
import { finalists } from './results.store.ts';

/**
 * Asks two reviewers to look at entries of finals under way to which nobody has asked them yet: the news that an entry
 * goes on may be lost, or come while something else is asked about it. A result has no place for those.
 */
export async function askFinalReviews(deps: Deps): Promise<void> {
  const { reader } = deps.db;
  for (const [palaceId, entries] of Map.groupBy(await finalists(reader), (each) => each.palace_id)) {
    const subjectIds = entries.map((each) => each.entry_id);
    const agreed = await agreedSubjects(reader, { palaceId, kind: 'contest-entry', subjectIds });
    for (const subjectId of subjectIds.filter((id) => !agreed.has(id))) {
      await deps.db.transact((tx) =>
        askForFinalReview(tx, deps, { palaceId, kind: 'contest-entry', subjectId }),
      );
    }
  }
}
