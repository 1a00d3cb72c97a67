import type { RouteBinding } from '../../../kernel/module.ts';
import { getBallotRulesAction, putBallotRulesAction } from './actions/ballot-rules.ts';
import { drawBallotAction } from './actions/draw-ballot.ts';
import { enterPublicValueAction } from './actions/enter-public-value.ts';
import { getBallotAction } from './actions/get-ballot.ts';
import { getBallotDeskAction } from './actions/get-ballot-desk.ts';
import { getMyBallotEntryAction } from './actions/get-my-ballot-entry.ts';
import { listMyBallotEntriesAction } from './actions/list-my-ballot-entries.ts';
import { putBallotAction } from './actions/put-ballot.ts';
import { putBallotEntryAction } from './actions/put-ballot-entry.ts';
import { readBallotEntriesAction, readBallotResultAction } from './actions/read-ballot-files.ts';
import { withdrawBallotEntryAction } from './actions/withdraw-ballot-entry.ts';

export const ballotRoutes: readonly RouteBinding[] = [
  drawBallotAction,
  enterPublicValueAction,
  getBallotAction,
  getBallotDeskAction,
  getBallotRulesAction,
  getMyBallotEntryAction,
  listMyBallotEntriesAction,
  putBallotAction,
  putBallotEntryAction,
  putBallotRulesAction,
  readBallotEntriesAction,
  readBallotResultAction,
  withdrawBallotEntryAction,
];
