import { sql } from 'kysely';
import type { Reader, Tx } from '../../../kernel/db.ts';
import type { Closing } from '../../programme/index.ts';
import { type Outside, spacesClosedWith } from '../../venue/index.ts';
import type { SpaceBooked } from '../spaces/space-bookings.store.ts';

type Met = Pick<SpaceBooked, 'id' | 'palace_id' | 'person_id' | 'space_id' | 'starts_at' | 'ends_at'>;

/**
 * Booked slots that a closure comes across, or of those what `concerns` names, that have not begun, in the order in
 * which people are locked.
 */
export async function slotsClosed(
  reader: Reader | Tx,
  closing: Closing,
  now: Date,
  concerns: Outside = () => true,
): Promise<Met[]> {
  const { palaceId, spaceId } = closing;
  const spaces = spaceId === null ? null : await spacesClosedWith(reader, palaceId, spaceId);
  const { rows } = await sql<Met>`
    select id, palace_id, person_id, space_id, lower(during) as starts_at, upper(during) as ends_at
    from space_booking
    where palace_id = ${palaceId} and status = 'confirmed' and lower(during) > ${now}
      and lower(during) < ${closing.endsAt} and upper(during) > ${closing.startsAt}
      and (${spaces}::uuid[] is null or space_id = any (${spaces}::uuid[]))
    order by person_id, id limit 5000`.execute(reader);
  return rows.filter((row) => concerns(row.space_id, { startsAt: row.starts_at, endsAt: row.ends_at }));
}
