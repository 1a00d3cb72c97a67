import { error } from '@sveltejs/kit';
import { getAvailability, getWaitingRoom } from '@wengong/contract';
import { getPalace } from '@wengong/contract/network';
import { getActivity } from '@wengong/contract/programme';
import { bookingMessages } from '#lib/features/booking/messages.ts';
import { bilingual } from '#lib/i18n/bilingual.ts';

/** What the pages of a waiting room show: the room, its session and activity. */
export async function loadRoom(locals: App.Locals, { slug, id }: { slug: string; id: string }) {
  const detail = await locals.api.load(getPalace, { params: { slug } });
  const params = { palaceId: detail.id, sessionId: id };
  const [room, { activityId }] = await Promise.all([
    locals.api.load(getWaitingRoom, { params }),
    locals.api.load(getAvailability, { params }),
  ]);
  const activity = await locals.api.load(getActivity, { params: { palaceId: detail.id, activityId } });
  const session = activity.sessions.find((one) => one.id === id);
  if (!session) error(404, { message: bookingMessages[locals.preferences.lang].sessionGone });
  const name = bilingual(locals.preferences.lang)(detail.name, detail.nameEn);
  return {
    room,
    activity,
    session,
    palace: { slug: detail.slug, name, timeZone: detail.timeZone },
    hrefs: {
      book: `/p/${slug}/sessions/${id}/book`,
      place: `/p/${slug}/sessions/${id}/room/place`,
      activity: `/p/${slug}/activities/${activityId}`,
      api: `/api/v1/palaces/${detail.id}/sessions/${id}/waiting-room`,
    },
  };
}
