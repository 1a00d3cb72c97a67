import {
  type BodyOf,
  type CheckInResult,
  type checkIn,
  doorAnswer,
  type RefusalReason,
} from '@wengong/contract';
import { databaseError, type Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { claimKeys, type KeyedRequest, rememberAnswers } from '../../../kernel/idempotency.ts';
import { type AuditRecord, recordAudits } from '../../identity/index.ts';
import type { PolicyRow } from '../booking.tables.ts';
import { policyVersions } from '../rules/policy.store.ts';
import { admissionRow, admittedRecord, factsOf, tellAttended } from './admission.ts';
import {
  type Admission,
  admitAll,
  type FoundTicket,
  findTickets,
  type TicketName,
} from './admissions.store.ts';
import { refusalOf } from './door.rules.ts';
import { admissionOf, shownAtDoor } from './door-answer.ts';

/** A ticket held to a door, with the key its request came with. */
export interface WaitingCheckIn {
  readonly palaceId: string;
  readonly personId: string;
  readonly body: BodyOf<typeof checkIn>;
  /** Which ticket `body` means (`nameOf`): made out before the check-in waits, so that no transaction lasts longer for it. */
  readonly name: TicketName | RefusalReason;
  readonly keyed: KeyedRequest | null;
}

export type CheckInSettlement = { readonly answer: CheckInResult } | { readonly error: unknown };

/**
 * Settles any number of check-ins of any palaces in one transaction: keys, admissions, audit entries and answers of
 * all of them in a fixed number of statements, and one commit. One that the database cannot take at all does not
 * fail its neighbours. Gives the settlements in the order of the check-ins.
 */
export async function settleCheckIns(
  deps: Deps,
  waiting: readonly WaitingCheckIn[],
  now: Date,
): Promise<CheckInSettlement[]> {
  try {
    return await deps.db.transact((tx) => settleTogether(tx, deps, waiting, now));
  } catch (error) {
    // Only what is wrong with the data of one (class 22, 23) is looked for by halving; the rest concerns all.
    if (waiting.length === 1 || !/^2[23]/.test(databaseError(error)?.code ?? '')) {
      return waiting.map(() => ({ error }));
    }
    const half = Math.ceil(waiting.length / 2);
    return [
      ...(await settleCheckIns(deps, waiting.slice(0, half), now)),
      ...(await settleCheckIns(deps, waiting.slice(half), now)),
    ];
  }
}

async function settleTogether(tx: Tx, deps: Deps, waiting: readonly WaitingCheckIn[], now: Date) {
  const settled = await settleKeys(tx, waiting);
  const fresh = waiting.filter((each) => !settled.has(each));
  const answers = await answerAll(tx, deps, fresh, now);
  const remembered = [];
  for (const [index, each] of fresh.entries()) {
    const answer = answers[index] as CheckInResult;
    settled.set(each, { answer });
    if (each.keyed !== null) remembered.push({ request: each.keyed, answer });
  }
  await rememberAnswers(tx, remembered);
  return waiting.map((each) => settled.get(each) as CheckInSettlement);
}

/** Claims the keys; gives the settlements of those that were answered before or misuse one. */
async function settleKeys(tx: Tx, waiting: readonly WaitingCheckIn[]) {
  const settled = new Map<WaitingCheckIn, CheckInSettlement>();
  const first = new Map<string, WaitingCheckIn>();
  for (const each of waiting) {
    if (each.keyed === null) continue;
    const name = `${each.keyed.owner} ${each.keyed.key}`;
    if (first.has(name)) settled.set(each, { error: new Problem('idempotency-key-reused') });
    else first.set(name, each);
  }
  const keyed = [...first.values()];
  const claims = await claimKeys(
    tx,
    keyed.flatMap((each) => (each.keyed === null ? [] : [each.keyed])),
  );
  for (const [index, each] of keyed.entries()) {
    const claim = claims[index];
    if (claim !== undefined && 'answer' in claim)
      settled.set(each, { answer: claim.answer as CheckInResult });
    if (claim !== undefined && 'problem' in claim) settled.set(each, { error: claim.problem });
  }
  return settled;
}

const checkpointOf = ({ body }: WaitingCheckIn) => body.checkpoint ?? 'door';

async function answerAll(
  tx: Tx,
  deps: Deps,
  waiting: readonly WaitingCheckIn[],
  now: Date,
): Promise<CheckInResult[]> {
  const found = await findAll(tx, waiting);
  const tickets = [...new Set(found.values())].filter((each) => typeof each === 'object');
  const shown = await shownAtDoor(tx, deps, tickets);
  const rulesOf = await policyVersions(tx, tickets);
  const answers = new Map<WaitingCheckIn, CheckInResult>();
  const entering: Entering[] = [];
  for (const each of waiting) {
    const ticket = found.get(each) ?? 'unknown';
    if (typeof ticket === 'string') {
      answers.set(each, doorAnswer(ticket));
      continue;
    }
    const judged = judge(each, ticket, rulesOf(ticket), now);
    if ('answer' in judged) answers.set(each, { ...judged.answer, ...shown.get(ticket) });
    else entering.push({ each, ticket, admission: judged.admission });
  }
  for (const [each, answer] of await enterAll(tx, deps, entering, now)) answers.set(each, answer);
  for (const { each, ticket } of entering) {
    answers.set(each, { ...(answers.get(each) as CheckInResult), ...shown.get(ticket) });
  }
  return waiting.map((each) => answers.get(each) as CheckInResult);
}

/** The ticket of each, or why there is none. */
async function findAll(tx: Tx, waiting: readonly WaitingCheckIn[]) {
  const questions = waiting.flatMap((each) => {
    const { palaceId, name } = each;
    return typeof name === 'object' ? [{ each, palaceId, name, checkpoint: checkpointOf(each) }] : [];
  });
  const tickets = await findTickets(tx, questions);
  const ofEach = new Map(questions.map(({ each }, index) => [each, tickets[index]]));
  return new Map(
    waiting.map((each) => {
      const found = typeof each.name === 'string' ? each.name : ofEach.get(each);
      return [each, found ?? ('unknown' as const)];
    }),
  );
}

interface Entering {
  readonly each: WaitingCheckIn;
  readonly ticket: FoundTicket;
  readonly admission: Admission;
}

function judge(
  each: WaitingCheckIn,
  ticket: FoundTicket,
  rules: PolicyRow,
  now: Date,
): { answer: CheckInResult } | { admission: Admission } {
  if (ticket.check_in_id !== null && !ticket.undone) {
    return { answer: doorAnswer('already', admissionOf(ticket)) };
  }
  const { body } = each;
  const override = body.override ?? false;
  const door = { sessionId: body.sessionId ?? null, now, override };
  const refusal = refusalOf(factsOf(ticket), rules, door);
  if (refusal !== null) return { answer: doorAnswer(refusal) };
  const late = override && refusalOf(factsOf(ticket), rules, { ...door, override: false }) !== null;
  return {
    admission: {
      ...admissionRow(ticket, checkpointOf(each)),
      at: now,
      recorded_by: each.personId,
      method: body.method ?? (body.token === undefined ? 'code' : 'camera'),
      overridden: late,
      happened: false,
    },
  };
}

async function enterAll(
  tx: Tx,
  deps: Deps,
  entering: readonly Entering[],
  now: Date,
): Promise<Map<WaitingCheckIn, CheckInResult>> {
  const outcomes = await admitAll(
    tx,
    entering.map(({ admission }) => admission),
  );
  const beaten = entering.filter(({ admission }) => {
    const outcome = outcomes.get(admission.id);
    return outcome?.allowed === true && !outcome.admitted;
  });
  // Somebody else was faster: their admission is the one to show.
  const others = await findTickets(
    tx,
    beaten.map(({ each, ticket }) => ({
      palaceId: ticket.palace_id,
      name: { id: ticket.id },
      checkpoint: checkpointOf(each),
    })),
  );
  const answers = new Map<WaitingCheckIn, CheckInResult>();
  for (const [index, { each }] of beaten.entries()) {
    const first = others[index];
    answers.set(each, doorAnswer('already', first ? admissionOf(first) : {}));
  }
  const records: AuditRecord[] = [];
  for (const { each, admission } of entering) {
    if (answers.has(each)) continue;
    if (!outcomes.get(admission.id)?.admitted) {
      answers.set(each, doorAnswer('cancelled'));
      continue;
    }
    records.push(admittedRecord(admission, each.personId, now));
    const at = now.toISOString();
    answers.set(each, doorAnswer('admitted', { checkInId: admission.id, at }));
  }
  const missed = entering.filter(({ admission }) => {
    const outcome = outcomes.get(admission.id);
    return outcome?.admitted === true && outcome.missed;
  });
  await tellAttended(
    tx,
    deps,
    missed.map(({ ticket }) => ticket),
  );
  await recordAudits(tx, records);
  return answers;
}
