import type { PalaceRole } from '@wengong/contract';
import type { Actor } from '../../../kernel/actor.ts';
import { Problem } from '../../../kernel/errors.ts';

/**
 * A director changes every role in the palace; an officer above it, directors only. Which of them may call is
 * the route's rule. Throws `role-not-grantable` when `changed` goes further.
 */
export function assertMayChangeRoles(actor: Actor, palaceId: string, changed: readonly PalaceRole[]): void {
  const directs = actor.palaceRoles.some((held) => held.palaceId === palaceId && held.role === 'director');
  if (!directs && changed.some((role) => role !== 'director')) throw new Problem('role-not-grantable');
}

/** Roles that are in one of the lists and not in the other. */
export const changedRoles = (before: readonly PalaceRole[], after: readonly PalaceRole[]): PalaceRole[] => [
  ...before.filter((role) => !after.includes(role)),
  ...after.filter((role) => !before.includes(role)),
];
