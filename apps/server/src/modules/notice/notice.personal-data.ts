import type { PersonalData } from '../../kernel/personal-data.ts';
import { presentMessage } from './notice.present.ts';
import { deleteMessages, messagesOf } from './notice.store.ts';

/** As many messages as an export holds: far more than a year brings. */
const EXPORTED = 10_000;

export const noticePersonalData: PersonalData = {
  async exportPerson(reader, personId) {
    const rows = await messagesOf(reader, personId, { limit: EXPORTED });
    return { messages: rows.map(presentMessage) };
  },
  async erasePerson(tx, personId) {
    await deleteMessages(tx, personId);
  },
};
