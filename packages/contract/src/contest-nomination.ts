import { z } from 'zod';
import { ROSTER_FILE_ROWS, rosterFile } from './booking-group.ts';
import { contestParams } from './contest.ts';
import { officer, route, signedIn } from './route.ts';
import { id, instant } from './shapes.ts';

/** Unions nominate people for a contest: an officer sends a roster, and who is named enters or declines. */
const tag = 'contest';

export const nominationStates = ['waiting', 'accepted', 'declined', 'withdrawn'] as const;
export const nominationState = z.enum(nominationStates);
export type NominationState = (typeof nominationStates)[number];

const unionContestParams = contestParams.extend({ unionId: id });

export const unionContest = z.object({
  palaceId: id,
  palaceName: z.string(),
  palaceNameEn: z.string(),
  timeZone: z.string(),
  contestId: id,
  title: z.string(),
  titleEn: z.string(),
  categories: z.array(z.object({ key: z.string(), name: z.string(), nameEn: z.string() })),
  entriesCloseAt: instant,
  /** Whether nominations are taken now. */
  open: z.boolean(),
  /** Nominations by state. */
  nominations: z.record(nominationState, z.int()),
});
export type UnionContest = z.infer<typeof unionContest>;

export const listUnionContests = route({
  method: 'GET',
  path: '/api/v1/unions/:unionId/contests',
  summary: 'Contests for which the union may nominate or has nominated, latest first, at most 50',
  tag,
  access: officer,
  params: z.object({ unionId: id }),
  response: z.object({
    union: z.object({ id, name: z.string(), nameEn: z.string() }),
    items: z.array(unionContest),
  }),
});

export const unionNomination = z.object({
  id,
  name: z.string(),
  phoneMasked: z.string().nullable(),
  category: z.string(),
  title: z.string(),
  state: nominationState,
  /** Has an account, so that they were told. */
  known: z.boolean(),
  nominatedAt: instant,
  decidedAt: instant.nullable(),
  /** What became of the entry; null before there is one. */
  entryState: z.string().nullable(),
  entryNumber: z.int().nullable(),
  hasVideo: z.boolean(),
});
export type UnionNomination = z.infer<typeof unionNomination>;

export const listUnionNominations = route({
  method: 'GET',
  path: '/api/v1/unions/:unionId/palaces/:palaceId/contests/:contestId/nominations',
  summary: 'Whom the union has nominated, and what became of it; latest first, at most 5,000',
  tag,
  access: officer,
  params: unionContestParams,
  response: z.object({ contest: unionContest, items: z.array(unionNomination) }),
});

/** What becomes of a row: `ok`: has an account and is told; `invite`: waits until they sign in with the number. */
export const nominationVerdicts = [
  'ok',
  'invite',
  'name-missing',
  'phone-invalid',
  'title-missing',
  'title-too-long',
  'category-unknown',
  'twice-in-file',
  'already-nominated',
  'limit-reached',
] as const;
export const nominationVerdict = z.enum(nominationVerdicts);
export type NominationVerdict = z.infer<typeof nominationVerdict>;

export const nominationRow = z.object({
  /** Row of the file, the header being 1. */
  row: z.int(),
  name: z.string(),
  /** Masked; as typed (shortened) when it is no number. */
  phone: z.string(),
  category: z.string(),
  title: z.string(),
  verdict: nominationVerdict,
  message: z.string(),
  messageEn: z.string(),
});
export type NominationRow = z.infer<typeof nominationRow>;

export const previewNominations = route({
  method: 'POST',
  path: '/api/v1/unions/:unionId/palaces/:palaceId/contests/:contestId/nominations-preview',
  summary:
    'Read a roster (columns 姓名/手机号/组别/作品 by header) and say of every row what would become of it',
  tag,
  access: officer,
  transaction: 'none',
  perMinute: 20,
  params: unionContestParams,
  body: z.object({ file: rosterFile }),
  response: z.object({
    /** Ties the nominating to this file. */
    hash: z.string(),
    rows: z.array(nominationRow),
    good: z.int(),
  }),
});

export const nominate = route({
  method: 'POST',
  path: '/api/v1/unions/:unionId/palaces/:palaceId/contests/:contestId/nominations',
  summary: 'Nominate the good rows of a previewed roster: all of them or, when anything has changed, none',
  tag,
  access: officer,
  perMinute: 20,
  params: unionContestParams,
  body: z.object({
    file: rosterFile,
    /** Of the preview. */
    hash: z.string().max(64),
    /** Good rows of the preview, which the officer has seen. */
    rows: z.array(z.int().min(2)).min(1).max(ROSTER_FILE_ROWS),
  }),
  status: 201,
  response: z.object({ nominated: z.int(), told: z.int() }),
});

export const withdrawNomination = route({
  method: 'POST',
  path: '/api/v1/unions/:unionId/palaces/:palaceId/contests/:contestId/nominations/:nominationId/withdraw',
  summary: 'Take a nomination back that is not accepted yet',
  tag,
  access: officer,
  params: unionContestParams.extend({ nominationId: id }),
  status: 204,
});

// Who is nominated

export const myNomination = z.object({
  id,
  palaceId: id,
  palaceSlug: z.string(),
  palaceName: z.string(),
  palaceNameEn: z.string(),
  timeZone: z.string(),
  contestId: id,
  contestTitle: z.string(),
  contestTitleEn: z.string(),
  unionName: z.string(),
  /** My name on the roster. */
  name: z.string(),
  category: z.string(),
  categoryName: z.string(),
  categoryNameEn: z.string(),
  title: z.string(),
  entriesCloseAt: instant,
  nominatedAt: instant,
});
export type MyNomination = z.infer<typeof myNomination>;

export const listMyNominations = route({
  method: 'GET',
  path: '/api/v1/me/contest-nominations',
  summary: 'Nominations that wait for me to enter or to decline, latest first',
  tag,
  access: signedIn,
  response: z.object({ items: z.array(myNomination) }),
});

export const declineNomination = route({
  method: 'POST',
  path: '/api/v1/me/contest-nominations/:nominationId/decline',
  summary: 'Decline a nomination',
  tag,
  access: signedIn,
  params: z.object({ nominationId: id }),
  status: 204,
});
