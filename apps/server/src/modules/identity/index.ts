import type { ActorResolver } from '../../kernel/actor.ts';
import type { BaseDeps } from '../../kernel/deps.ts';
import type { Module } from '../../kernel/module.ts';
import { Actors } from './auth/actors.ts';

export { type AuditRecord, recordAudit } from './audit/record-audit.ts';
export { maskPhone, normalisePhone } from './phone.rules.ts';

/** Builds the identity module: sign-in needs the keys and the database before any route exists. */
export function createIdentity(base: BaseDeps): { module: Module; resolveActor: ActorResolver } {
  const actors = new Actors(base);
  return {
    module: { name: 'identity', routes: [] },
    resolveActor: (headers) => actors.resolve(headers),
  };
}
