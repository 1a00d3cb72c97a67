import type { SpaceKind } from '@wengong/contract';

/** Names of the kinds of space, out of a dictionary that has them all. */
export const spaceKindNames = (m: Record<SpaceKind, string>): Record<SpaceKind, string> => ({
  hall: m.hall,
  classroom: m.classroom,
  court: m.court,
  cinema: m.cinema,
  gallery: m.gallery,
  rehearsal: m.rehearsal,
  outdoor: m.outdoor,
  reading: m.reading,
  gym: m.gym,
  studio: m.studio,
});
