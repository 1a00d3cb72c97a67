import type { Access } from '@wengong/contract';
import type { Actor, Hierarchy } from './actor.ts';
import { Problem } from './errors.ts';

interface Scope {
  readonly palaceId?: string | undefined;
  readonly unionId?: string | undefined;
}

/**
 * Refuses with a Problem unless `actor` may call a route of this access. Somebody else's palace looks like no
 * palace at all (404), so that ids cannot be probed; a missing role in one's own palace is 403.
 */
export async function authorise(
  access: Access,
  actor: Actor | null,
  scope: Scope,
  hierarchy: Hierarchy,
): Promise<void> {
  if (access.who === 'anyone') return;
  // No sign-in opens what is a device's.
  if (access.who === 'device') throw new Problem('device-unknown');
  if (actor === null) throw new Problem('not-signed-in');
  if (access.who === 'person') return;
  const holdsAny = actor.palaceRoles.length > 0 || actor.unions.length > 0;
  if (!holdsAny) throw new Problem('not-permitted');
  if (!actor.strong) throw new Problem('second-factor-required');
  if (access.who === 'staff-self') return;
  if (access.who === 'officer') {
    if (!officerOver(actor, await hierarchy.unionPath(scope.unionId ?? ''))) throw new Problem('not-found');
    return;
  }
  const here = actor.palaceRoles.filter((held) => held.palaceId === scope.palaceId);
  if (here.some((held) => access.roles.includes(held.role))) return;
  if (access.officers && officerOver(actor, await hierarchy.palacePath(scope.palaceId ?? ''))) return;
  throw new Problem(here.length > 0 ? 'not-permitted' : 'not-found');
}

function officerOver(actor: Actor, path: string | null): boolean {
  return (
    path !== null && actor.unions.some((union) => path === union.path || path.startsWith(`${union.path}.`))
  );
}
