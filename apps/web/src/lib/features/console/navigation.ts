import type { Me, PalaceRole } from '@wengong/contract';
import type { Lang } from '#lib/i18n/lang.ts';
import { t } from '#lib/i18n/messages.ts';
import type { NavigationGroup, NavigationItem, Scope } from '#lib/ui/console/frame.ts';
import { consoleMessages } from './messages.ts';
import { mayVisit, type SectionKey, sectionOf, sections, sectionsFor } from './sections.ts';

/** A palace that somebody works for, with all the roles held there. */
export interface Workplace {
  slug: string;
  name: string;
  nameEn: string;
  roles: PalaceRole[];
}

/** The palaces in which `me` holds a role, each once. */
export function workplacesOf(me: Me): Workplace[] {
  const places = new Map<string, Workplace>();
  for (const held of me.palaceRoles) {
    const place = places.get(held.palaceId) ?? {
      slug: held.palaceSlug,
      name: held.palaceName,
      nameEn: held.palaceNameEn,
      roles: [],
    };
    place.roles.push(held.role);
    places.set(held.palaceId, place);
  }
  return [...places.values()];
}

/** The palace or union that a page of the console stands in; neither on pages about the person. */
export interface Where {
  palace?: string;
  union?: string;
}

/** Where a staff member works: one entry a palace or union, however many roles they hold there. */
export function scopesOf(me: Me, lang: Lang, here: Where = {}): Scope[] {
  const palaces = workplacesOf(me).map((place) => ({
    href: `/console/${place.slug}`,
    label: lang === 'zh' ? place.name : place.nameEn,
    icon: 'palace' as const,
    current: place.slug === here.palace,
  }));
  const unions = me.unionRoles.map((union) => ({
    href: `/console/unions/${union.unionId}`,
    label: lang === 'zh' ? union.unionName : union.unionNameEn,
    icon: 'flag' as const,
    current: union.unionId === here.union,
  }));
  return [...palaces, ...unions];
}

/** What stands where the name of a palace would. */
const OF_NO_PALACE = ['account', 'sign-in', 'unions'];

/** Whether `me` may open `href`, an address of the console: asked before a link to it is shown. */
export function mayFollow(me: Me, href: string): boolean {
  const [, slug, path] = /^\/console\/([^/?#]+)([^?#]*)/.exec(href) ?? [];
  if (slug === undefined || path === undefined || OF_NO_PALACE.includes(slug)) return true;
  const roles = workplacesOf(me).find((place) => place.slug === slug)?.roles ?? [];
  return mayVisit(path, roles, me.unionRoles.length > 0);
}

/** What a page of the console was asked for, and what came of it. */
export interface Asked {
  /** The words of its address. */
  palace?: string | undefined;
  union?: string | undefined;
  /** The palace of the address is there. */
  found: boolean;
  /** The answer's status. */
  status: number;
}

/**
 * The palace or union whose navigation stands around a page. An address that leads nowhere, or to a place that is
 * not theirs, has none: whoever works in one place alone sees that one's instead, as on pages about the person.
 */
export function placeAround(me: Me, { palace, union, found, status }: Asked): Where {
  const workplaces = workplacesOf(me);
  const isOwn =
    workplaces.some(({ slug }) => slug === palace) || me.unionRoles.some(({ unionId }) => unionId === union);
  if (palace && (isOwn || (found && status !== 403))) return { palace };
  if (union && (isOwn || (status !== 403 && status !== 404))) return { union };
  if (workplaces.length + me.unionRoles.length !== 1) return {};
  const [only] = workplaces;
  return only ? { palace: only.slug } : { union: me.unionRoles[0]?.unionId ?? '' };
}

/** The palace console's navigation, reduced to what the person's roles there may open. */
export function palaceNavigation(
  me: Me,
  slug: string,
  lang: Lang,
  path: string,
  counts: Partial<Record<SectionKey, number>> = {},
): NavigationGroup[] {
  const roles = workplacesOf(me).find((place) => place.slug === slug)?.roles ?? [];
  const keys = roles.length > 0 ? sectionsFor(roles) : officerSections;
  const base = `/console/${slug}`;
  const m = t(consoleMessages, lang);
  const item = (key: SectionKey): NavigationItem => ({
    href: base + sections[key].path,
    label: m[key],
    icon: sections[key].icon,
    current: isCurrent(key, base, path),
    ...(counts[key] ? { count: counts[key] } : {}),
    thumb: 'thumb' in sections[key],
  });
  return (['work', 'management'] as const)
    .map((group) => ({
      label: m[group],
      items: keys.filter((key) => sections[key].group === group).map(item),
    }))
    .filter((group) => group.items.length > 0);
}

/** The union console's navigation. */
export function unionNavigation(unionId: string, lang: Lang, path: string): NavigationGroup[] {
  const m = t(consoleMessages, lang);
  const base = `/console/unions/${unionId}`;
  const items = [
    { href: base, label: m.overview, icon: 'home' as const },
    { href: `${base}/figures`, label: m.figures, icon: 'chart' as const },
    { href: `${base}/equity`, label: m.equity, icon: 'heart' as const },
    { href: `${base}/groups`, label: m.groups, icon: 'users' as const },
    { href: `${base}/moderation`, label: m.moderation, icon: 'check-circle' as const },
    { href: `${base}/contests`, label: m.nominations, icon: 'trophy' as const },
  ];
  const isCurrent = (href: string) => (href === base ? path === base : within(path, href));
  return [{ label: m.work, items: items.map((item) => ({ ...item, current: isCurrent(item.href) })) }];
}

/** What officers of the unions above a palace may open in it. */
const officerSections = (Object.keys(sections) as SectionKey[]).filter((key) => 'officers' in sections[key]);

function isCurrent(key: SectionKey, base: string, path: string): boolean {
  if (!within(path, base)) return false;
  return key === 'desk' ? path === base : key === sectionOf(path.slice(base.length));
}

function within(path: string, base: string): boolean {
  return path === base || path.startsWith(`${base}/`);
}
