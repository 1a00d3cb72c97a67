import type { RouteBinding } from '../../kernel/module.ts';
import { getCertificateFileAction } from './certificates/certificate-file.ts';
import { getContestCertificateAction } from './certificates/get-certificate.ts';
import {
  listContestCertificatesAction,
  revokeContestCertificateAction,
} from './certificates/staff-certificates.ts';
import { callOffContestAction } from './definition/call-off-contest.ts';
import { createContestAction } from './definition/create-contest.ts';
import { publishContestAction } from './definition/publish-contest.ts';
import { putContestDefinitionAction } from './definition/put-definition.ts';
import {
  getContestAction,
  getStaffContestAction,
  listContestsAction,
  listStaffContestsAction,
} from './definition/read-contests.ts';
import { addContestExternalCountAction } from './elsewhere/external-counts.ts';
import { putMyEntryVideoAction } from './entries/change-video.ts';
import { enterContestAction } from './entries/enter-contest.ts';
import {
  getMyContestEntryAction,
  listMyContestEntriesAction,
  withdrawContestEntryAction,
} from './entries/my-entries.ts';
import { decideContestEntryAction, listStaffContestEntriesAction } from './entries/staff-entries.ts';
import { appealContestVoidAction, decideVoidAppealAction } from './findings/appeals.ts';
import {
  decideContestFindingAction,
  listContestFindingsAction,
  searchContestFraudAction,
} from './findings/findings.ts';
import { getContestEntryAction } from './gallery/get-entry.ts';
import { listContestEntriesAction } from './gallery/list-entries.ts';
import { getContestEntryShareAction } from './gallery/share-entry.ts';
import {
  declareConflictAction,
  getMyJudgingAction,
  listMyJudgingAction,
  putMyScoreAction,
} from './judging/judge.ts';
import {
  addContestExpertAction,
  listContestExpertsAction,
  removeContestExpertAction,
} from './judging/staff-experts.ts';
import { declineNominationAction, listMyNominationsAction } from './nominations/my-nominations.ts';
import { nominateAction, previewNominationsAction } from './nominations/nominate.ts';
import {
  listUnionContestsAction,
  listUnionNominationsAction,
  withdrawNominationAction,
} from './nominations/union-nominations.ts';
import { closeContestRoundAction } from './results/close-round.ts';
import { listContestStandingsAction } from './results/list-standings.ts';
import {
  addContestSalesPictureAction,
  readMySalesPictureAction,
  readStaffSalesPictureAction,
  removeContestSalesPictureAction,
} from './sales/pictures.ts';
import { decideContestSalesAction, listContestSalesAction, reportContestSalesAction } from './sales/sales.ts';
import { castContestVoteAction } from './votes/cast-vote.ts';
import { listMyContestVotesAction } from './votes/my-votes.ts';
import { readContestVotesAction } from './votes/read-votes.ts';

export const contestRoutes: readonly RouteBinding[] = [
  addContestExpertAction,
  addContestExternalCountAction,
  addContestSalesPictureAction,
  appealContestVoidAction,
  callOffContestAction,
  castContestVoteAction,
  closeContestRoundAction,
  createContestAction,
  decideContestEntryAction,
  decideContestFindingAction,
  decideContestSalesAction,
  decideVoidAppealAction,
  declareConflictAction,
  declineNominationAction,
  enterContestAction,
  getCertificateFileAction,
  getContestAction,
  getContestCertificateAction,
  getContestEntryAction,
  getContestEntryShareAction,
  getMyContestEntryAction,
  getMyJudgingAction,
  getStaffContestAction,
  listContestCertificatesAction,
  listContestEntriesAction,
  listContestExpertsAction,
  listContestFindingsAction,
  listContestSalesAction,
  listContestStandingsAction,
  listContestsAction,
  listMyContestEntriesAction,
  listMyContestVotesAction,
  listMyJudgingAction,
  listMyNominationsAction,
  listStaffContestEntriesAction,
  listStaffContestsAction,
  listUnionContestsAction,
  listUnionNominationsAction,
  nominateAction,
  previewNominationsAction,
  publishContestAction,
  putContestDefinitionAction,
  putMyEntryVideoAction,
  putMyScoreAction,
  readContestVotesAction,
  readMySalesPictureAction,
  readStaffSalesPictureAction,
  removeContestExpertAction,
  removeContestSalesPictureAction,
  reportContestSalesAction,
  revokeContestCertificateAction,
  searchContestFraudAction,
  withdrawContestEntryAction,
  withdrawNominationAction,
];
