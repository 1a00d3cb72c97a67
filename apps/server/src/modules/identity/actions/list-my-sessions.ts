import { listMySessions } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { lastUse } from '../auth/session.rules.ts';
import { openSessions } from '../auth/sessions.store.ts';
import type { Identity } from '../identity.context.ts';

export const listMySessionsAction = ({ actors }: Identity) =>
  handle(listMySessions, async ({ actor, reader, headers, now }) => {
    const current = await actors.sessionId(headers);
    const rows = await openSessions(reader, actor.personId, now);
    return {
      items: rows.map((row) => ({
        id: row.id,
        current: row.id === current,
        strong: row.stage === 'strong',
        userAgent: row.user_agent || null,
        address: row.ip_address || null,
        createdAt: row.created_at.toISOString(),
        lastSeenAt: lastUse({ stage: row.stage, idleUntil: row.idle_until }).toISOString(),
      })),
    };
  });
