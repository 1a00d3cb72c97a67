import { z } from 'zod';
import { route, staff } from './route.ts';
import { id, instant, palaceParams } from './shapes.ts';
import { specialHoursBody } from './venue.ts';

/** What a closure would come across. People are counted, not named. */
export const closureEffects = z.object({
  /** Booked slots of spaces that have not begun. */
  spaceBookings: z.int(),
  /** The first of them. */
  spaces: z.array(z.object({ id, name: z.string(), nameEn: z.string(), startsAt: instant, endsAt: instant })),
  /** Published sessions that have not begun, in the closed rooms; of the whole palace all of them. */
  sessions: z.array(
    z.object({
      id,
      title: z.string(),
      titleEn: z.string(),
      startsAt: instant,
      endsAt: instant,
      booked: z.int(),
    }),
  ),
});
export type ClosureEffects = z.infer<typeof closureEffects>;

export const previewClosure = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/venue/closure-effects',
  summary: 'What a closure would come across: booked spaces and sessions',
  tag: 'booking',
  access: staff('editor', 'director'),
  params: palaceParams,
  query: z.object({ spaceId: id.optional(), startsAt: instant, endsAt: instant }),
  response: closureEffects,
});

export const previewSpecialHours = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/venue/special-hours-effects',
  summary: 'What special hours would leave outside: booked spaces and sessions that are within the hours now',
  tag: 'booking',
  access: staff('editor', 'director'),
  params: palaceParams,
  transaction: 'none',
  body: specialHoursBody.safeExtend({
    replaces: id.optional().describe('The entry that is being changed'),
  }),
  response: closureEffects,
});
