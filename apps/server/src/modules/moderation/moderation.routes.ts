import type { RouteBinding } from '../../kernel/module.ts';
import { appealReviewAction, getMyReviewAction, listMyReviewsAction } from './appeals/my-reviews.ts';
import {
  decideReviewItemAction,
  escalateReviewItemAction,
  restoreContentAction,
  takeDownContentAction,
  undoReviewDecisionAction,
} from './decisions/decide-item.ts';
import {
  claimReviewItemsAction,
  claimUnionReviewItemsAction,
  releaseReviewItemAction,
} from './queue/claim-items.ts';
import {
  getReviewItemAction,
  listReviewItemsAction,
  listUnionReviewItemsAction,
} from './queue/list-items.ts';
import { getReportSubjectAction, reportContentAction } from './reports/report-content.ts';
import {
  deleteUnionWordAction,
  deleteWordAction,
  exportUnionWordsAction,
  exportWordsAction,
  importUnionWordsAction,
  importWordsAction,
  listUnionWordsAction,
  listWordsAction,
  putUnionWordAction,
  putWordAction,
  tryUnionWordsAction,
  tryWordsAction,
} from './words/word-lists.ts';

export const moderationRoutes: readonly RouteBinding[] = [
  appealReviewAction,
  getMyReviewAction,
  listMyReviewsAction,
  decideReviewItemAction,
  escalateReviewItemAction,
  restoreContentAction,
  takeDownContentAction,
  undoReviewDecisionAction,
  claimReviewItemsAction,
  claimUnionReviewItemsAction,
  releaseReviewItemAction,
  getReviewItemAction,
  listReviewItemsAction,
  listUnionReviewItemsAction,
  getReportSubjectAction,
  reportContentAction,
  deleteUnionWordAction,
  deleteWordAction,
  exportUnionWordsAction,
  exportWordsAction,
  importUnionWordsAction,
  importWordsAction,
  listUnionWordsAction,
  listWordsAction,
  putUnionWordAction,
  putWordAction,
  tryUnionWordsAction,
  tryWordsAction,
];
