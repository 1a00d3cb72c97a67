import { defineMessages } from '#lib/i18n/messages.ts';

/** The style guide's own words; what its specimens say is content and stays in Chinese. */
export const messages = defineMessages({
  zh: {
    title: '样式与组件',
    intro: '每个组件的每种状态。颜色、字号、间距都来自 tokens.css。',
    colours: '颜色',
    type: '文字',
    buttons: '按钮',
    forms: '表单',
    filters: '搜索与筛选',
    cards: '卡片与内容',
    feedback: '反馈',
    navigation: '导航',
    data: '数据',
    posters: '海报',
    icons: '图标',
    overlays: '弹层',
  },
  en: {
    title: 'Styles and components',
    intro: 'Every component in every state. Colours, sizes and distances all come from tokens.css.',
    colours: 'Colours',
    type: 'Type',
    buttons: 'Buttons',
    forms: 'Forms',
    filters: 'Search and filters',
    cards: 'Cards and content',
    feedback: 'Feedback',
    navigation: 'Navigation',
    data: 'Data',
    posters: 'Posters',
    icons: 'Icons',
    overlays: 'Overlays',
  },
});
