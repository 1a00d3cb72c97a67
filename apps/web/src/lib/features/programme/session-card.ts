import type { SessionItem } from '@wengong/contract';
import { imagePath } from '#lib/features/image/image.ts';
import { posterSeed } from '#lib/features/poster/kinds.ts';
import { bilingual } from '#lib/i18n/bilingual.ts';
import type { Lang } from '#lib/i18n/lang.ts';
import type { ActivityCardItem } from '#lib/ui/ActivityCard.svelte';
import { programmeMessages } from './messages.ts';
import { categoryNames, posterOf } from './names.ts';
import { whenWords } from './when.ts';

interface Shown {
  /** Names the palace, for lists over several. */
  withPalace?: boolean;
  /** Sessions of the activity that this card stands for. */
  sessions?: number;
}

/** One session as its card shows it. */
export function sessionCard(
  session: SessionItem,
  lang: Lang,
  { withPalace = true, sessions = 1 }: Shown = {},
): ActivityCardItem {
  const when = whenWords(session, { lang, timeZone: session.timeZone });
  const b = bilingual(lang);
  const place = [
    session.distanceKm === null ? '' : programmeMessages[lang].kilometres(session.distanceKm.toFixed(1)),
    withPalace ? b(session.palace.name, session.palace.nameEn) : '',
    session.spaceName ? b(session.spaceName, session.spaceNameEn) : '',
  ];
  return {
    href: `/p/${session.palace.slug}/activities/${session.activityId}`,
    title: b(session.title, session.titleEn),
    kind: posterOf(session.kind),
    seed: posterSeed(session.activityId, session.title),
    cover: session.cover ? imagePath(session.cover, 640) : undefined,
    when: sessions > 1 ? programmeMessages[lang].ofSessions(when, String(sessions)) : when,
    place: place.filter(Boolean).join(' · ') || undefined,
    priceFen: session.priceFen,
    memberPriceFen: session.memberPriceFen,
    seatsLeft: session.seatsLeft,
    waitlist: true,
    flag: flagOf(session, lang),
  };
}

function flagOf(session: SessionItem, lang: Lang): string | undefined {
  const m = programmeMessages[lang];
  if (session.status === 'cancelled') return m.cancelled;
  if (session.openTo === 'members') return m.membersFlag;
  const [category] = session.categories;
  return session.openTo === 'categories' && category
    ? m.categoryFlag(categoryNames[lang][category])
    : undefined;
}
