import { z } from 'zod';

/** Shapes that several modules share. */

export const id = z.uuid().describe('UUIDv7');
export const instant = z.iso
  .datetime({ offset: true })
  .refine((text) => text >= '1900' && text < '3000', 'must be of the years 1900 to 2999')
  .describe('Instant, RFC 3339');
export const day = z.iso
  .date()
  .refine((text) => text >= '1900-01-01', 'must not be before 1900')
  .describe('Calendar day in the palace’s time zone, YYYY-MM-DD');
export const fen = z.int().min(0).max(10_000_000).describe('Money in fen (1/100 yuan)');

export const palaceParams = z.object({ palaceId: id });

/** Cursor paging: pass `nextCursor` of one page as `cursor` of the next; null means the last page. */
export const pageQuery = z.object({
  cursor: z.string().max(512).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** Worker categories that a union or employer attests; used for eligibility, never printed on a ticket. */
export const workerCategories = [
  'sanitation',
  'migrant',
  'courier',
  'driver',
  'domestic',
  'model_worker',
  'disabled',
  'retired',
] as const;
export const workerCategory = z.enum(workerCategories);
export type WorkerCategory = z.infer<typeof workerCategory>;

export const locale = z.enum(['zh', 'en']);
export type Locale = z.infer<typeof locale>;

/** RFC 9457 problem document. `code` is stable; `title` and `detail` follow Accept-Language. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  instance: z.string().optional(),
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** `seat-taken`: seats of the map that can be had instead. */
  seats: z.array(z.int()).optional(),
});
export type ProblemDocument = z.infer<typeof problem>;
