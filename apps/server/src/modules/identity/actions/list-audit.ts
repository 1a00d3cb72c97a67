import { listAudit } from '@wengong/contract';
import { decodeCursor, encodeCursor } from '../../../kernel/cursor.ts';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { filteredEntries } from '../audit/audit.store.ts';

export const listAuditAction = handle(listAudit, async ({ params, query, reader }) => {
  const { cursor, limit, ...filter } = query;
  const rows = await filteredEntries(
    reader,
    params.palaceId,
    { ...filter, beforeSeq: seqOf(cursor) },
    limit + 1,
  );
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map((row) => ({
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
    nextCursor: rows.length > limit && last ? encodeCursor([String(last.seq)]) : null,
  };
});

function seqOf(cursor: string | undefined): number | undefined {
  const parts = decodeCursor(cursor, 1);
  if (parts === null) return undefined;
  const seq = Number(parts[0]);
  if (!Number.isSafeInteger(seq)) throw new Problem('invalid-request', { details: 'cursor' });
  return seq;
}
