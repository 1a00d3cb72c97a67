import type { RequestEvent } from '@sveltejs/kit';
import type { ContestEntryState } from '@wengong/contract';
import {
  addContestExpert,
  addContestExternalCount,
  callOffContest,
  closeContestRound,
  decideContestEntry,
  decideContestFinding,
  decideContestSales,
  decideVoidAppeal,
  getStaffContest,
  listContestCertificates,
  listContestExperts,
  listContestFindings,
  listContestSales,
  listStaffContestEntries,
  publishContest,
  removeContestExpert,
  revokeContestCertificate,
  searchContestFraud,
} from '@wengong/contract';
import { deskAction } from '#lib/features/console/server/action.ts';
import { externalCountOf } from '#lib/features/console/server/external-count.ts';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

const TABS = ['overview', 'entries', 'findings', 'experts', 'sales', 'certificates'] as const;
const STATES: readonly ContestEntryState[] = ['waiting', 'approved', 'rejected', 'taken_down', 'withdrawn'];

export const load: PageServerLoad = async (event) => {
  const { palace, roles } = await requireDesk(event, 'contests');
  const { api } = event.locals;
  const { searchParams } = event.url;
  const params = { palaceId: palace.id, contestId: event.params.contest };
  const tab = TABS.find((each) => each === searchParams.get('tab')) ?? 'overview';
  const state = STATES.find((each) => each === searchParams.get('state')) ?? 'waiting';
  const cursor = searchParams.get('cursor');
  const makes = roles.some((role) => role === 'coordinator' || role === 'director');
  const nothing = { items: [] };
  const [contest, entries, findings, experts, sales, certificates] = await Promise.all([
    api.load(getStaffContest, { params }),
    tab === 'entries'
      ? api.load(listStaffContestEntries, {
          params,
          query: { state, limit: 50, ...(cursor ? { cursor } : {}) },
        })
      : { items: [], nextCursor: null },
    tab === 'findings' ? api.load(listContestFindings, { params }) : nothing,
    tab === 'experts' && makes ? api.load(listContestExperts, { params }) : nothing,
    tab === 'sales' && makes ? api.load(listContestSales, { params }) : nothing,
    tab === 'certificates' ? api.load(listContestCertificates, { params }) : nothing,
  ]);
  return {
    tab,
    state,
    contest,
    entries,
    chosen: searchParams.get('entry'),
    findings: findings.items,
    experts: experts.items,
    sales: sales.items,
    certificates: certificates.items,
    may: {
      make: makes,
      count: makes || roles.includes('editor'),
      direct: roles.includes('director'),
      review: roles.some((role) => role === 'reviewer' || role === 'director'),
    },
  };
};

type ContestEvent = RequestEvent<{ palace: string; contest: string }>;
type Write = Parameters<typeof deskAction<ContestEvent, unknown>>[2];
const contestAction = (name: string, write: Write) =>
  deskAction<ContestEvent, unknown>(name, 'contests', write);
const keyOf = ({ event, desk }: Parameters<Write>[0]) => ({
  palaceId: desk.palace.id,
  contestId: event.params.contest,
});

export const actions: Actions = {
  publish: contestAction('publish', (call) =>
    call.event.locals.api.submit(publishContest, {
      params: keyOf(call),
      idempotencyKey: call.idempotencyKey,
    }),
  ),
  callOff: contestAction('callOff', (call) =>
    call.event.locals.api.submit(callOffContest, {
      params: keyOf(call),
      body: { reason: call.form.text('reason') },
      idempotencyKey: call.idempotencyKey,
    }),
  ),
  close: contestAction('close', (call) =>
    call.event.locals.api.submit(closeContestRound, {
      params: { ...keyOf(call), round: Number(call.form.text('subject')) },
      idempotencyKey: call.idempotencyKey,
    }),
  ),
  entry: contestAction('entry', (call) =>
    call.event.locals.api.submit(decideContestEntry, {
      params: { ...keyOf(call), entryId: call.form.text('subject') },
      body: {
        decision: call.form.text('decision') as 'approve' | 'reject' | 'take_down',
        note: call.form.text('note'),
      },
      idempotencyKey: call.idempotencyKey,
    }),
  ),
  search: contestAction('search', (call) =>
    call.event.locals.api.submit(searchContestFraud, {
      params: keyOf(call),
      idempotencyKey: call.idempotencyKey,
    }),
  ),
  finding: contestAction('finding', (call) =>
    call.event.locals.api.submit(decideContestFinding, {
      params: { ...keyOf(call), findingId: call.form.text('subject') },
      body: {
        decision: call.form.text('decision') as 'void' | 'dismiss' | 'restore',
        reason: call.form.text('reason'),
      },
      idempotencyKey: call.idempotencyKey,
    }),
  ),
  appeal: contestAction('appeal', (call) =>
    call.event.locals.api.submit(decideVoidAppeal, {
      params: { ...keyOf(call), appealId: call.form.text('subject') },
      body: {
        decision: call.form.text('decision') as 'uphold' | 'dismiss',
        answer: call.form.text('answer'),
      },
      idempotencyKey: call.idempotencyKey,
    }),
  ),
  revoke: contestAction('revoke', (call) =>
    call.event.locals.api.submit(revokeContestCertificate, {
      params: { ...keyOf(call), certificateId: call.form.text('subject') },
      body: { reason: call.form.text('reason') },
      idempotencyKey: call.idempotencyKey,
    }),
  ),
  count: contestAction('count', (call) =>
    call.event.locals.api.submit(addContestExternalCount, {
      params: keyOf(call),
      body: externalCountOf(call.form),
      idempotencyKey: call.idempotencyKey,
    }),
  ),
  addExpert: contestAction('addExpert', (call) =>
    call.event.locals.api.submit(addContestExpert, {
      params: keyOf(call),
      body: { phone: call.form.text('phone') },
      idempotencyKey: call.idempotencyKey,
    }),
  ),
  removeExpert: contestAction('removeExpert', (call) =>
    call.event.locals.api.submit(removeContestExpert, {
      params: { ...keyOf(call), personId: call.form.text('subject') },
      idempotencyKey: call.idempotencyKey,
    }),
  ),
  sales: contestAction('sales', (call) =>
    call.event.locals.api.submit(decideContestSales, {
      params: { ...keyOf(call), reportId: call.form.text('subject') },
      body: { accept: call.form.text('accept') === 'yes', note: call.form.text('note') },
      idempotencyKey: call.idempotencyKey,
    }),
  ),
};
