import type { Module } from '../../kernel/module.ts';
import { contestJobs } from './contest.jobs.ts';
import { contestRecordsOf, forgetContestant } from './contest.personal-data.store.ts';
import { reviewedEntries } from './contest.review.ts';
import { contestRoutes } from './contest.routes.ts';
import { contestSubscriptions } from './contest.subscriptions.ts';
import { contestsElsewhere } from './elsewhere/external-counts.ts';

export {
  contestAppealDecided,
  contestEntryDecided,
  contestEntryPlaced,
  contestNominated,
  contestVotesVoided,
} from './contest.events.ts';
export { ruleOnFinding } from './findings/rule-on-finding.ts';
export { searchFraud } from './findings/search-fraud.ts';
export { dealGallery } from './gallery/gallery.store.ts';
export { gramsOf } from './grams.rules.ts';
export { checkContests } from './invariants.store.ts';
export { closeRound } from './results/close-round.ts';
export { castVotes } from './votes/settle-votes.ts';

export const contestModule: Module = {
  name: 'contest',
  routes: contestRoutes,
  subscriptions: contestSubscriptions,
  jobs: contestJobs,
  reviewed: [reviewedEntries],
  countedElsewhere: [contestsElsewhere],
  personalData: {
    exportPerson: contestRecordsOf,
    erasePerson: forgetContestant,
  },
  constraints: {
    contest_edge: 'contest-state',
    contest_version_once: 'contest-version-changed',
    contest_round_edge: 'round-closed',
    contest_entrant_limit: 'contest-entry-limit',
    contest_entry_edge: 'contest-entry-changed',
    contest_entry_agreed: 'review-other-person',
    contest_final_agreed: 'final-review-missing',
    contest_votes_a_day: 'votes-used-up',
    contest_vote_once: 'busy',
    contest_vote_seq: 'busy',
    contest_vote_batch_once: 'busy',
    contest_finding_edge: 'finding-decided',
    contest_void_appeal_once: 'already-appealed',
    contest_void_appeal_edge: 'appeal-decided',
    contest_void_appeal_officer: 'contest-other-officer',
    contest_ruling_once: 'busy',
    contest_nomination_once: 'nomination-roster-changed',
    contest_nomination_edge: 'nomination-answered',
    contest_score_open: 'judging-closed',
    contest_score_conflict: 'judging-conflict',
    contest_sales_edge: 'sales-decided',
    contest_sales_picture_open: 'sales-decided',
    contest_sales_picture_three: 'sales-pictures-full',
    contest_sales_picture_place: 'busy',
    contest_sales_picture_once: 'busy',
  },
};
