import { type PalaceRole, palaceRoles } from '@wengong/contract/route';
import type { IconName } from '#lib/ui/icons.ts';

/** One part of a palace's console: an item of the sidebar, and the rule its pages are guarded by. */
export interface Section {
  /** Below `/console/<palace>`; empty for the desk. */
  readonly path: string;
  /** Where more of its pages stand. */
  readonly also?: readonly string[];
  readonly icon: IconName;
  readonly group: 'work' | 'management';
  /** Roles that may open it; the API enforces the same on every call. */
  readonly roles: readonly PalaceRole[];
  /** Officers of the unions above the palace may open it too. */
  readonly officers?: true;
  /** Done with a phone in the hand, many times a day: within reach of the thumb. */
  readonly thumb?: true;
}

/** Every part of a palace's console in the order of the sidebar; later parts are added here. */
export const sections = {
  desk: { path: '', icon: 'home', group: 'work', roles: palaceRoles, thumb: true },
  activities: { path: '/activities', icon: 'calendar', group: 'work', roles: palaceRoles, thumb: true },
  calendar: { path: '/calendar', icon: 'grid', group: 'work', roles: palaceRoles },
  bookings: {
    path: '/bookings',
    also: ['/sessions', '/messages'],
    icon: 'ticket',
    group: 'work',
    roles: ['front_desk', 'editor', 'coordinator', 'director'],
    thumb: true,
  },
  door: {
    path: '/door',
    also: ['/landmarks'],
    icon: 'scan',
    group: 'work',
    roles: ['front_desk', 'coordinator', 'director'],
    thumb: true,
  },
  devices: {
    path: '/devices',
    icon: 'phone',
    group: 'work',
    roles: ['front_desk', 'coordinator', 'director'],
  },
  passes: {
    path: '/passes',
    icon: 'gift',
    group: 'work',
    roles: ['front_desk', 'coordinator', 'director'],
  },
  appeals: {
    path: '/appeals',
    icon: 'hand',
    group: 'work',
    roles: ['front_desk', 'coordinator', 'director'],
  },
  contests: {
    path: '/contests',
    icon: 'trophy',
    group: 'work',
    roles: ['editor', 'reviewer', 'coordinator', 'director'],
  },
  moderation: {
    path: '/moderation',
    icon: 'check-circle',
    group: 'work',
    roles: ['reviewer', 'director'],
    officers: true,
    thumb: true,
  },
  videos: {
    path: '/videos',
    icon: 'video',
    group: 'work',
    roles: ['editor', 'reviewer', 'director'],
  },
  lectures: {
    path: '/lectures',
    icon: 'mic',
    group: 'work',
    roles: ['editor', 'reviewer', 'coordinator', 'director'],
  },
  spaces: { path: '/spaces', icon: 'palace', group: 'management', roles: palaceRoles },
  brands: { path: '/brands', icon: 'lantern', group: 'management', roles: palaceRoles },
  announcements: { path: '/announcements', icon: 'horn', group: 'management', roles: palaceRoles },
  figures: {
    path: '/figures',
    icon: 'chart',
    group: 'management',
    roles: ['director', 'coordinator'],
    officers: true,
  },
  staff: { path: '/staff', icon: 'users', group: 'management', roles: ['director'], officers: true },
  audit: { path: '/audit', icon: 'history', group: 'management', roles: ['director'] },
  settings: { path: '/settings', icon: 'settings', group: 'management', roles: ['editor', 'director'] },
} as const satisfies Record<string, Section>;

export type SectionKey = keyof typeof sections;

/** Pages that fewer roles open than the section they stand in; a star is any one word of the address. */
export const narrower = {
  '/activities/new': ['editor'],
  '/activities/*/review': ['reviewer', 'director'],
  '/activities/*/roster': sections.bookings.roles,
  '/brands/new': ['editor', 'director'],
  '/spaces/bookings': ['front_desk', 'coordinator', 'director'],
  '/videos/counts': ['editor', 'director'],
} as const satisfies Record<string, readonly PalaceRole[]>;

/** Sections that somebody holding `roles` in a palace may open, in order. */
export function sectionsFor(roles: readonly PalaceRole[]): SectionKey[] {
  return (Object.keys(sections) as SectionKey[]).filter((key) => mayOpen(key, roles));
}

/** Whether one of `roles` opens the section. */
export function mayOpen(key: SectionKey, roles: readonly PalaceRole[]): boolean {
  const allowed: readonly PalaceRole[] = sections[key].roles;
  return roles.some((role) => allowed.includes(role));
}

/** The section that a page stands in, by its address below `/console/<palace>`. */
export function sectionOf(path: string): SectionKey {
  const holds = ([, section]: [string, Section]) =>
    section.path !== '' && [section.path, ...(section.also ?? [])].some((base) => within(path, base));
  return (Object.entries(sections).find(holds)?.[0] as SectionKey | undefined) ?? 'desk';
}

/** Whether `roles` open the page at `path` below `/console/<palace>`; `asOfficer`: an officer from above. */
export function mayVisit(path: string, roles: readonly PalaceRole[], asOfficer = false): boolean {
  const key = sectionOf(path);
  const section: Section = sections[key];
  if (!mayOpen(key, roles) && !(asOfficer && section.officers)) return false;
  const needed: readonly PalaceRole[] | undefined = Object.entries(narrower).find(([pattern]) =>
    fits(path, pattern),
  )?.[1];
  return needed === undefined || roles.some((role) => needed.includes(role));
}

const within = (path: string, base: string): boolean => path === base || path.startsWith(`${base}/`);

function fits(path: string, pattern: string): boolean {
  const words = path.split('/');
  const wanted = pattern.split('/');
  return words.length === wanted.length && wanted.every((word, at) => word === '*' || word === words[at]);
}
