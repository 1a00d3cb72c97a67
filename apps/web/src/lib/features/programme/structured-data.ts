import type { ActivityDetail, ActivitySession } from '@wengong/contract';
import { imagePath } from '#lib/features/image/image.ts';
import { posterSeed, sharedPosterPath } from '#lib/features/poster/kinds.ts';
import { posterOf } from './names.ts';

/** As much of an address as is needed; Kit's `page.url` is one. */
type Address = Pick<URL, 'origin' | 'pathname'>;

/** Sessions described at most: search engines show the next few. */
const DESCRIBED = 12;

/**
 * The activity as schema.org JSON-LD: one Event a coming session, or a Course with its instances.
 * `url` is the page's own address. Safe inside a `<script>`: `<` is written as an escape.
 */
export function structuredData(activity: ActivityDetail, url: Address): string {
  const sessions = activity.sessions.slice(0, DESCRIBED);
  const course = activity.kind === 'course';
  const data = course
    ? {
        '@context': 'https://schema.org',
        '@type': 'Course',
        ...common(activity, url),
        provider: organisation(activity, url),
        offers: offer(activity, url),
        hasCourseInstance: sessions.map((session) => ({
          '@type': 'CourseInstance',
          courseMode: 'Onsite',
          ...occurrence(activity, session),
        })),
      }
    : {
        '@context': 'https://schema.org',
        '@graph': sessions.map((session) => ({
          '@type': 'Event',
          ...common(activity, url),
          organizer: organisation(activity, url),
          isAccessibleForFree: activity.free,
          eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
          offers: {
            ...offer(activity, url),
            availability: `https://schema.org/${session.seatsLeft > 0 ? 'InStock' : 'SoldOut'}`,
            validFrom: session.bookingOpensAt,
          },
          ...occurrence(activity, session),
        })),
      };
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}

const common = (activity: ActivityDetail, url: Address) => ({
  name: activity.title,
  description: activity.summary || activity.title,
  url: url.origin + url.pathname,
  image:
    url.origin +
    (activity.cover
      ? imagePath(activity.cover, 1200)
      : sharedPosterPath(posterOf(activity.kind), posterSeed(activity.id, activity.title))),
  inLanguage: 'zh-CN',
});

const organisation = (activity: ActivityDetail, url: Address) => ({
  '@type': 'Organization',
  name: activity.organiser || activity.palace.name,
  url: `${url.origin}/p/${activity.palace.slug}`,
});

const offer = (activity: ActivityDetail, url: Address) => ({
  '@type': 'Offer',
  price: (activity.priceFen / 100).toFixed(2),
  priceCurrency: 'CNY',
  category: activity.free ? 'Free' : 'Paid',
  url: url.origin + url.pathname,
});

const occurrence = (activity: ActivityDetail, session: ActivitySession) => ({
  startDate: session.startsAt,
  endDate: session.endsAt,
  eventStatus: `https://schema.org/${session.status === 'cancelled' ? 'EventCancelled' : 'EventScheduled'}`,
  maximumAttendeeCapacity: session.capacity,
  location: {
    '@type': 'Place',
    name: [activity.palace.name, session.space?.name].filter(Boolean).join(' '),
    address: activity.palace.address,
    ...(activity.palace.latitude !== null && activity.palace.longitude !== null
      ? {
          geo: {
            '@type': 'GeoCoordinates',
            latitude: activity.palace.latitude,
            longitude: activity.palace.longitude,
          },
        }
      : {}),
  },
});
