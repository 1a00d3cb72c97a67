import type { PalaceRole } from '@wengong/contract';
import type { Me } from '@wengong/contract/identity';
import type { Lang } from '#lib/i18n/lang.ts';
import { t } from '#lib/i18n/messages.ts';
import type { NavigationGroup, NavigationItem, Scope } from '#lib/ui/console/frame.ts';
import { consoleMessages } from './messages.ts';

/** Where a staff member works: one entry a palace or union, however many roles they hold there. */
export function scopesOf(actor: Me, lang: Lang, path: string): Scope[] {
  const palaces = actor.palaceRoles.map((role) => ({
    href: `/console/p/${role.palaceSlug}`,
    label: lang === 'zh' ? role.palaceName : role.palaceNameEn,
  }));
  const unions = actor.unionRoles.map((role) => ({
    href: `/console/u/${role.unionId}`,
    label: lang === 'zh' ? role.unionName : role.unionNameEn,
  }));
  const unique = new Map([...palaces, ...unions].map((scope) => [scope.href, scope]));
  return [...unique.values()].map((scope) => ({ ...scope, current: within(path, scope.href) }));
}

interface Entry {
  path: string;
  name:
    | 'overview'
    | 'activities'
    | 'review'
    | 'bookings'
    | 'checkIn'
    | 'spaces'
    | 'figures'
    | 'people'
    | 'audit';
  icon: NavigationItem['icon'];
  /** Roles that see it; absent: everybody who works there. */
  roles?: readonly PalaceRole[];
  group: 'work' | 'management';
}

const entries: readonly Entry[] = [
  { path: '', name: 'overview', icon: 'home', group: 'work' },
  { path: '/activities', name: 'activities', icon: 'calendar', group: 'work' },
  { path: '/review', name: 'review', icon: 'inbox', group: 'work', roles: ['reviewer', 'director'] },
  { path: '/bookings', name: 'bookings', icon: 'ticket', group: 'work' },
  { path: '/check-in', name: 'checkIn', icon: 'scan', group: 'work', roles: ['front_desk', 'director'] },
  { path: '/spaces', name: 'spaces', icon: 'palace', group: 'management', roles: ['editor', 'director'] },
  { path: '/figures', name: 'figures', icon: 'chart', group: 'management' },
  { path: '/people', name: 'people', icon: 'users', group: 'management', roles: ['director'] },
  { path: '/audit', name: 'audit', icon: 'history', group: 'management', roles: ['director'] },
];

/** The palace console's navigation, reduced to what the actor's roles there may open. */
export function palaceNavigation(actor: Me, slug: string, lang: Lang, path: string): NavigationGroup[] {
  const roles = actor.palaceRoles.filter((role) => role.palaceSlug === slug).map((role) => role.role);
  const base = `/console/p/${slug}`;
  const m = t(consoleMessages, lang);
  return (['work', 'management'] as const).map((group) => ({
    label: m[group],
    items: entries
      .filter((entry) => entry.group === group && (entry.roles?.some((role) => roles.includes(role)) ?? true))
      .map((entry) => ({
        href: base + entry.path,
        label: m[entry.name],
        icon: entry.icon,
        current: entry.path === '' ? path === base : within(path, base + entry.path),
      })),
  }));
}

/** The union console's navigation: figures of everything below, and the palaces they come from. */
export function unionNavigation(unionId: string, lang: Lang, path: string): NavigationGroup[] {
  const m = t(consoleMessages, lang);
  const base = `/console/u/${unionId}`;
  const items: NavigationItem[] = [
    { href: base, label: m.overview, icon: 'home', current: path === base },
    { href: `${base}/palaces`, label: m.palaces, icon: 'palace', current: within(path, `${base}/palaces`) },
    { href: `${base}/figures`, label: m.figures, icon: 'chart', current: within(path, `${base}/figures`) },
  ];
  return [{ label: m.work, items }];
}

function within(path: string, base: string): boolean {
  return path === base || path.startsWith(`${base}/`);
}
