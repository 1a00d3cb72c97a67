import type { PersonalData } from '../../kernel/personal-data.ts';
import { presentMessage } from './notice.present.ts';
import { deleteMessages, messagesOf } from './notice.store.ts';
import { presentPreferences } from './push/push.present.ts';
import { deletePush, devicesOf, preferenceOf } from './push/push.store.ts';

/** As many messages as an export holds: far more than a year brings. */
const EXPORTED = 10_000;

export const noticePersonalData: PersonalData = {
  async exportPerson(reader, personId) {
    const rows = await messagesOf(reader, personId, { limit: EXPORTED });
    return {
      messages: rows.map(presentMessage),
      pushDevices: (await devicesOf(reader, personId)).map((row) => ({
        id: row.id,
        userAgent: row.user_agent,
        createdAt: row.created_at,
      })),
      pushPreferences: presentPreferences(await preferenceOf(reader, personId)),
    };
  },
  async erasePerson(tx, personId) {
    await deletePush(tx, personId);
    await deleteMessages(tx, personId);
  },
};
