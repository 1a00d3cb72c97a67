import type { Chore, Turn } from './operation.ts';

/**
 * What otherwise takes half an hour: an offered seat is not taken in time. Brings some deadlines forward and lets the
 * sweeper run, which is then often killed in the middle.
 */
export const expire: Chore = {
  name: 'expire',
  everyOperations: 300,
  everyMs: 500,
  async run({ database, history }: Turn) {
    const { rowCount } = await database.query(
      `update booking set hold_expires_at = now() - interval '1 second' where (palace_id, id) in (
         select palace_id, id from booking where status = 'held' and hold_expires_at > now()
         order by id limit 3 for update skip locked)`,
    );
    await database.query(`select graphile_worker.add_job('booking.expire-offers', '{}')`);
    history.done('expire offers', rowCount ?? 0);
  },
};
