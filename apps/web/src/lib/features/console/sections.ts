import { type PalaceRole, palaceRoles } from '@wengong/contract/route';
import type { IconName } from '#lib/ui/icons.ts';

/** One part of a palace's console: an item of the sidebar, and the rule its pages are guarded by. */
export interface Section {
  /** Below `/console/<palace>`; empty for the desk. */
  readonly path: string;
  readonly icon: IconName;
  readonly group: 'work' | 'management';
  /** Roles that may open it; the API enforces the same on every call. */
  readonly roles: readonly PalaceRole[];
  /** Officers of the unions above the palace may open it too. */
  readonly officers?: true;
  /** Done standing up, with a phone in the hand: within reach of the thumb. */
  readonly thumb?: true;
}

/** Every part of a palace's console in the order of the sidebar; later parts are added here. */
export const sections = {
  desk: { path: '', icon: 'home', group: 'work', roles: palaceRoles, thumb: true },
  activities: { path: '/activities', icon: 'calendar', group: 'work', roles: palaceRoles, thumb: true },
  calendar: { path: '/calendar', icon: 'grid', group: 'work', roles: palaceRoles },
  bookings: {
    path: '/bookings',
    icon: 'ticket',
    group: 'work',
    roles: ['front_desk', 'editor', 'coordinator', 'director'],
    thumb: true,
  },
  door: {
    path: '/door',
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

/** Sections that somebody holding `roles` in a palace may open, in order. */
export function sectionsFor(roles: readonly PalaceRole[]): SectionKey[] {
  return (Object.keys(sections) as SectionKey[]).filter((key) => mayOpen(key, roles));
}

/** Whether one of `roles` opens the section. */
export function mayOpen(key: SectionKey, roles: readonly PalaceRole[]): boolean {
  const allowed: readonly PalaceRole[] = sections[key].roles;
  return roles.some((role) => allowed.includes(role));
}
