import type { Me } from '@wengong/contract';
import { mayFollow, workplacesOf } from '#lib/features/console/navigation.ts';
import type { NavigationGroup, Scope } from '#lib/ui/console/frame.ts';
import type { Command, CommandGroup } from './commands.ts';
import type { Findings } from './findings.ts';
import type { paletteMessages } from './messages.ts';

type Words = (typeof paletteMessages)['zh'];

/** Second key after `g`, by the part of the console. */
export const GO_KEYS: Partial<Record<string, string>> = {
  '': 'h',
  '/activities': 'a',
  '/bookings': 'b',
  '/door': 'd',
  '/spaces': 's',
  '/figures': 'f',
  '/calendar': 'c',
};

export interface Whereabouts {
  readonly me: Me;
  /** The palace one is in. */
  readonly slug: string | undefined;
  readonly navigation: readonly NavigationGroup[];
  readonly scopes: readonly Scope[];
}

/** Where the person may go and what they may begin, without asking the server. */
export function standingOffers({ me, slug, navigation, scopes }: Whereabouts, m: Words): CommandGroup[] {
  const base = `/console/${slug}`;
  const pages = navigation.flatMap((group) =>
    group.items.map((item): Command => {
      const second = GO_KEYS[item.href.slice(base.length)];
      return {
        key: item.href,
        label: item.label,
        href: item.href,
        icon: item.icon,
        ...(slug && second ? { keys: ['G', second.toUpperCase()] } : {}),
      };
    }),
  );
  return [
    { label: m.actions, commands: actionsOf(me, slug, m) },
    { label: m.go, commands: pages },
    {
      label: m.places,
      commands: scopes
        .filter((scope) => !scope.current)
        .map(({ href, label, icon }) => ({ key: href, label, href, icon })),
    },
  ].filter((group) => group.commands.length > 0);
}

function actionsOf(me: Me, slug: string | undefined, m: Words): Command[] {
  const account: Command = { key: 'account', label: m.account, href: '/console/account', icon: 'lock' };
  const roles = workplacesOf(me).find((place) => place.slug === slug)?.roles ?? [];
  if (slug === undefined || roles.length === 0) return [account];
  const base = `/console/${slug}`;
  const announces = roles.includes('editor') || roles.includes('director');
  const action = (path: string, rest: Omit<Command, 'key' | 'href'>): Command[] =>
    mayFollow(me, base + path) ? [{ key: path, href: base + path, ...rest }] : [];
  return [
    ...action('/activities/new', { label: m.newActivity, icon: 'plus', keys: ['N'] }),
    ...action('/bookings/all', { label: m.allBookings, icon: 'ticket', keys: ['G', 'P'] }),
    ...action('/messages', { label: m.messages, icon: 'horn' }),
    ...action('/door?session=any', { label: m.doorAny, icon: 'scan' }),
    ...(announces ? action('/announcements', { label: m.newAnnouncement, icon: 'horn' }) : []),
    ...action('/spaces/hours', { label: m.hours, icon: 'clock' }),
    account,
  ];
}

/** What the server found, as commands. */
export function foundOffers(
  found: Findings,
  typed: string,
  slug: string,
  m: Words,
  say: { title(of: { title: string; titleEn: string }): string; when(instant: string): string },
): CommandGroup[] {
  const base = `/console/${slug}`;
  return [
    {
      label: m.people,
      commands: found.bookings.map((one) => ({
        key: `booking ${one.id}`,
        label: [one.name, one.phone].filter(Boolean).join(' '),
        hint: `${say.title(one)} · ${say.when(one.startsAt)}`,
        href: `${base}/bookings/all?${new URLSearchParams({ q: typed, booking: one.id })}`,
        icon: 'user' as const,
        remember: false,
      })),
    },
    {
      label: m.activities,
      commands: found.activities.map((one) => ({
        key: `activity ${one.id}`,
        label: say.title(one),
        href: `${base}/activities/${one.id}`,
        icon: 'calendar' as const,
      })),
    },
    {
      label: m.sessions,
      commands: found.sessions.map((one) => ({
        key: `session ${one.id}`,
        label: say.title(one),
        hint: say.when(one.startsAt),
        href: `${base}/sessions/${one.id}`,
        icon: 'ticket' as const,
      })),
    },
  ].filter((group) => group.commands.length > 0);
}
