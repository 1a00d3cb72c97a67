import type { ActorResolver } from '../../kernel/actor.ts';
import type { BaseDeps } from '../../kernel/deps.ts';
import type { Module } from '../../kernel/module.ts';

/** Builds the identity module: sign-in needs the keys and the database before any route exists. */
export function createIdentity(_base: BaseDeps): {
  module: Module;
  resolveActor: ActorResolver;
} {
  return {
    module: { name: 'identity', routes: [] },
    resolveActor: async () => null,
  };
}
