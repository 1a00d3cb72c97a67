import { z } from 'zod';
import { bookingStatus } from './booking.ts';
import { anyone, route, signedIn } from './route.ts';
import { fen, id, instant, palaceParams } from './shapes.ts';

/**
 * Seats that a worker sets apart for a party branch or a work team (团队预留). Its members take them by a link that the
 * leader sends; what nobody has taken by the deadline returns by itself.
 */
const tag = 'booking';

const teamParams = z.object({ teamId: id });
const tokenParams = z.object({ token: z.string().min(20).max(100) });

/** `closed`: its time is over or the leader gave the rest back. `called_off`: the session is. */
export const teamStates = ['open', 'closed', 'called_off'] as const;
export type TeamState = (typeof teamStates)[number];

const occasion = z.object({
  palaceId: id,
  palaceSlug: z.string(),
  palaceName: z.string(),
  palaceNameEn: z.string(),
  timeZone: z.string(),
  sessionId: id,
  activityId: id,
  title: z.string(),
  titleEn: z.string(),
  /** Kind of the activity: chooses its poster. */
  kind: z.string(),
  spaceName: z.string().nullable(),
  spaceNameEn: z.string().nullable(),
  startsAt: instant,
  endsAt: instant,
});

export const team = occasion.extend({
  id,
  /** What the leader calls it: 第三党支部. */
  label: z.string(),
  state: z.enum(teamStates),
  seats: z.int(),
  /** Seats that members have taken. */
  taken: z.int(),
  /** Until when seats can be taken; the rest returns then. */
  nameBy: instant,
  /** The link to send, a path on this site; null unless open. */
  path: z.string().nullable(),
});
export type Team = z.infer<typeof team>;

export const teamMember = z.object({
  bookingId: id,
  name: z.string(),
  joinedAt: instant,
  status: bookingStatus,
  isMe: z.boolean(),
});
export type TeamMember = z.infer<typeof teamMember>;

export const teamDetail = team.extend({ members: z.array(teamMember) });
export type TeamDetail = z.infer<typeof teamDetail>;

export const createTeam = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/sessions/:sessionId/teams',
  summary: 'Set seats apart for a team that I lead; its members take them by a link',
  tag,
  access: signedIn,
  params: palaceParams.extend({ sessionId: id }),
  body: z.object({
    label: z.string().trim().min(1).max(40),
    seats: z.int().min(2).max(200),
    /** No later than the palace allows; as late as it allows unless given. */
    nameBy: instant.optional(),
    /** One of the seats is mine. */
    joinMyself: z.boolean(),
  }),
  status: 201,
  response: teamDetail,
});

export const listMyTeams = route({
  method: 'GET',
  path: '/api/v1/me/teams',
  summary: 'Teams that I lead, the newest first',
  tag,
  access: signedIn,
  response: z.object({ items: z.array(team) }),
});

export const getMyTeam = route({
  method: 'GET',
  path: '/api/v1/me/teams/:teamId',
  summary: 'A team that I lead: its link and who has accepted',
  tag,
  access: signedIn,
  params: teamParams,
  response: teamDetail,
});

export const renewTeamLink = route({
  method: 'POST',
  path: '/api/v1/me/teams/:teamId/link',
  summary: 'Make a new link; the one before stops working, who has accepted stays',
  tag,
  access: signedIn,
  params: teamParams,
  response: teamDetail,
});

export const giveBackTeam = route({
  method: 'POST',
  path: '/api/v1/me/teams/:teamId/give-back',
  summary: 'Give back what nobody has taken; who has accepted stays',
  tag,
  access: signedIn,
  params: teamParams,
  response: teamDetail,
});

export const removeFromTeam = route({
  method: 'POST',
  path: '/api/v1/me/teams/:teamId/members/:bookingId/remove',
  summary: 'Take a seat back from somebody who does not belong to the team; they are told',
  tag,
  access: signedIn,
  params: teamParams.extend({ bookingId: id }),
  response: teamDetail,
});

export const getTeamInvitation = route({
  method: 'GET',
  path: '/api/v1/team-invitations/:token',
  summary: 'What a team’s link is about',
  tag,
  access: anyone,
  params: tokenParams,
  response: occasion.extend({
    label: z.string(),
    /** Masked: 王**. */
    leaderName: z.string(),
    state: z.enum(teamStates),
    left: z.int(),
    nameBy: instant,
    /** null: nobody is signed in. */
    me: z
      .object({
        isLeader: z.boolean(),
        priceFen: fen,
        /** My booking in this team; null when I have none. */
        bookingId: id.nullable(),
        /** What is in the way, in both languages; null when nothing is. */
        message: z.string().nullable(),
        messageEn: z.string().nullable(),
      })
      .nullable(),
  }),
});

export const joinTeam = route({
  method: 'POST',
  path: '/api/v1/me/team-invitations/:token/join',
  summary: 'Take a seat of a team: a booking of my own. The leader sees my name',
  tag,
  access: signedIn,
  params: tokenParams,
  response: z.object({ bookingId: id }),
});
