import type { Actor } from '../../../kernel/actor.ts';
import { Problem } from '../../../kernel/errors.ts';

/** Who holds a role proves the second factor first: their phone resets a password. Throws `second-factor-required`. */
export function refuseWeakStaff(actor: Actor): void {
  const holdsRole = actor.palaceRoles.length > 0 || actor.unions.length > 0;
  if (holdsRole && !actor.strong) throw new Problem('second-factor-required');
}
