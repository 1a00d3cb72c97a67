import type { MessageKind, MessageParams } from './notice.kinds.ts';

export interface MessageRow {
  person_id: string;
  id: string;
  kind: MessageKind;
  params: MessageParams;
  /** Path on this site where the matter continues. */
  link: string | null;
  created_at: Date;
  read_at: Date | null;
}

export interface NoticeTables {
  message: MessageRow;
}
