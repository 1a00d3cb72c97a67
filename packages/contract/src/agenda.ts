import { z } from 'zod';
import { activityKind, sessionStatus } from './programme.ts';
import { route, staff } from './route.ts';
import { day, id, instant, palaceParams } from './shapes.ts';

/** A session on the staff's agenda, with what the front desk asks about it. */
export const agendaSession = z.object({
  id,
  activityId: id,
  kind: activityKind,
  title: z.string(),
  titleEn: z.string(),
  spaceName: z.string().nullable(),
  spaceNameEn: z.string().nullable(),
  startsAt: instant,
  endsAt: instant,
  status: sessionStatus,
  capacity: z.int(),
  /** Seats confirmed, checked in or not. */
  booked: z.int(),
  /** People waiting for a seat. */
  waitlisted: z.int(),
  /** Tickets admitted at the door and not undone; in an agenda of some days, of a session of months: since then. */
  admitted: z.int(),
  /** Visitors counted by tap; likewise. */
  walkIns: z.int(),
});
export type AgendaSession = z.infer<typeof agendaSession>;

export const getAgenda = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/agenda',
  summary:
    'Sessions of published activities running on some days, past ones included, with booked and admitted',
  tag: 'booking',
  access: staff('editor', 'reviewer', 'front_desk', 'coordinator', 'director'),
  params: palaceParams,
  query: z.object({ from: day, to: day.describe('Last day, included; at most 31 days after `from`') }),
  response: z.object({
    items: z.array(agendaSession).describe('By start; at most 500'),
  }),
});

export const getAgendaSession = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/agenda/:sessionId',
  summary: 'One session as the agenda shows it, whatever the state of its activity',
  tag: 'booking',
  access: staff('editor', 'reviewer', 'front_desk', 'coordinator', 'director'),
  params: palaceParams.extend({ sessionId: id }),
  response: agendaSession,
});
