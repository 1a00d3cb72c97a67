import type { Message } from '@wengong/contract';
import type { MessageRow } from './notice.tables.ts';
import { textsOf } from './notice.texts.ts';

export function presentMessage(row: MessageRow): Message {
  const { zh, en } = textsOf(row.kind, row.params);
  return {
    id: row.id,
    kind: row.kind,
    title: zh.title,
    titleEn: en.title,
    body: zh.body,
    bodyEn: en.body,
    link: row.link,
    createdAt: row.created_at.toISOString(),
    readAt: row.read_at?.toISOString() ?? null,
  };
}
