import type { PersonalData } from '../../kernel/personal-data.ts';
import { danmakuRecordsOf, eraseDanmakuOf } from './danmaku/danmaku.store.ts';
import { allOfOwner, eraseAssetsOf, videoRecordsOf } from './personal-data.store.ts';

/** What media holds about a person. Erasure removes their clips; a palace's lectures stay under the bare id. */
export const mediaPersonalData: PersonalData = {
  exportPerson: async (reader, personId) => ({
    videos: await videoRecordsOf(reader, personId),
    ...(await danmakuRecordsOf(reader, personId)),
  }),
  async erasePerson(tx, personId, now) {
    await eraseDanmakuOf(tx, personId);
    await eraseAssetsOf(tx, await allOfOwner(tx, personId), now);
  },
};
