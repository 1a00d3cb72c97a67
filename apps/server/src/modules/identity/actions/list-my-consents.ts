import { listMyConsents } from '@wengong/contract';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { handle } from '../../../kernel/module.ts';
import { consentsOf } from '../consent.store.ts';

export const listMyConsentsAction = handle(listMyConsents, ({ actor, reader }) =>
  presentConsents(reader, actor.personId),
);

/** What the person agreed to, newest first. */
export async function presentConsents(reader: Reader | Tx, personId: string) {
  const rows = await consentsOf(reader, personId);
  return {
    items: rows.map((row) => ({
      purpose: row.purpose,
      version: row.version,
      givenAt: row.given_at.toISOString(),
      withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
    })),
  };
}
