import { createBookingExport } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { newId } from '../../../../kernel/ids.ts';
import { handle } from '../../../../kernel/module.ts';
import { recordAudit } from '../../../identity/index.ts';
import { findPalace } from '../../../network/index.ts';
import { countBookings, insertExport } from '../desk.store.ts';
import { readDeskFilter } from '../desk-filter.ts';
import { presentExport } from '../present-export.ts';

/** Long enough to fetch it, too short to be passed on, ms. */
const KEPT_MS = 30 * 60_000;

export const createBookingExportAction = handle(
  createBookingExport,
  async ({ params: { palaceId }, body, actor, tx, deps, now }) => {
    const palace = await findPalace(tx, palaceId);
    if (palace === undefined) throw new Problem('not-found');
    const directs = actor.palaceRoles.some((held) => held.palaceId === palaceId && held.role === 'director');
    if (body.reason !== undefined && !directs) throw new Problem('clear-names-by-director');
    const { q, ...filter } = body.filter;
    const wanted = await readDeskFilter(tx, deps.keys, { id: palaceId, zone: palace.time_zone }, body.filter);
    const row = {
      palace_id: palaceId,
      id: newId(),
      filter,
      searched: q ? deps.keys.seal(q) : null,
      format: body.format,
      locale: body.locale,
      reason: body.reason ?? null,
      bookings: await countBookings(tx, wanted),
      requested_by: actor.personId,
      requested_at: now,
      expires_at: new Date(now.getTime() + KEPT_MS),
    };
    await insertExport(tx, row);
    // What was typed may be somebody's number: the log only says that there was something.
    await recordAudit(tx, {
      palaceId,
      actor,
      action: row.reason === null ? 'booking-export.create' : 'booking-export.create-in-clear',
      subject: { type: 'booking-export', id: row.id },
      after: {
        ...filter,
        searched: q !== undefined,
        format: row.format,
        bookings: row.bookings,
        reason: row.reason,
      },
      at: now,
    });
    return presentExport(row, actor.displayName, deps.keys);
  },
);
