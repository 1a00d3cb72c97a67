import type { RouteBinding } from '../../../kernel/module.ts';
import { previewRuleChangeAction } from './actions/preview-rule-change.ts';
import { previewSessionChangeAction } from './actions/preview-session-change.ts';

export const effectRoutes: readonly RouteBinding[] = [previewRuleChangeAction, previewSessionChangeAction];
