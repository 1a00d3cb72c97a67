import { listAudit } from '@wengong/contract';
import { z } from 'zod';
import { decodeCursor, pageOf } from '../../../kernel/cursor.ts';
import { handle } from '../../../kernel/module.ts';
import { filteredEntries } from '../audit/audit.store.ts';

const bySeq = z.tuple([z.int()]);

export const listAuditAction = handle(listAudit, async ({ params, query, reader }) => {
  const { cursor, limit, ...filter } = query;
  const [beforeSeq] = decodeCursor(cursor, bySeq) ?? [];
  const rows = await filteredEntries(reader, params.palaceId, { ...filter, beforeSeq }, limit + 1);
  const { shown, nextCursor } = pageOf(rows, limit, (row) => [row.seq]);
  return {
    items: shown.map((row) => ({
      seq: row.seq,
      at: row.at.toISOString(),
      actorId: row.actor_id,
      actorName: row.actor_name ?? '',
      action: row.action,
      subjectType: row.subject_type,
      subjectId: row.subject_id,
      before: row.before,
      after: row.after,
    })),
    nextCursor,
  };
});
