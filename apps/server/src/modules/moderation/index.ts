import type { Module } from '../../kernel/module.ts';
import { forgetUploader, reviewRecordsOf } from './moderation.personal-data.store.ts';
import { moderationRoutes } from './moderation.routes.ts';

export { decideSubject } from './decisions/take-down.ts';
export { agreedSubjects } from './items.store.ts';
export {
  contentTakenDown,
  type ReviewFact,
  reportsSettled,
  reviewApproved,
  reviewRejected,
} from './moderation.events.ts';
export { reasonSentence } from './reasons.rules.ts';
export {
  askForFinalReview,
  countUnderReview,
  holdReview,
  readyForReview,
  requireClean,
  submitForReview,
  withdrawFromReview,
} from './submit.ts';

export const moderationModule: Module = {
  name: 'moderation',
  routes: moderationRoutes,
  personalData: {
    exportPerson: reviewRecordsOf,
    erasePerson: forgetUploader,
  },
  constraints: {
    moderation_own_item: 'review-own',
    moderation_decision_other_person: 'review-other-person',
    moderation_appeal_other_person: 'review-other-person',
    moderation_item_eyes: 'review-other-person',
    moderation_appeal_once: 'appeal-made',
    moderation_report_once: 'report-made',
    moderation_reporter_a_day: 'reports-too-many',
    moderation_word_list_words_check: 'words-too-many',
  },
};
