import type { PalaceRole } from '@wengong/contract';
import { defineMessages } from '#lib/i18n/messages.ts';

/** What the roles of a palace are called. */
export const roleNames: Record<'zh' | 'en', Record<PalaceRole, string>> = defineMessages({
  zh: {
    editor: '编辑',
    reviewer: '审核',
    front_desk: '前台',
    coordinator: '统筹',
    director: '馆长',
  },
  en: {
    editor: 'Editor',
    reviewer: 'Reviewer',
    front_desk: 'Front desk',
    coordinator: 'Coordinator',
    director: 'Director',
  },
});
