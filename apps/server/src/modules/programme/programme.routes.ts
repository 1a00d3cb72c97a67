import type { RouteBinding } from '../../kernel/module.ts';

export const programmeRoutes: readonly RouteBinding[] = [];
