import type { RouteBinding } from '../../kernel/module.ts';

export const moderationRoutes: readonly RouteBinding[] = [];
