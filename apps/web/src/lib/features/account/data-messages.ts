import { defineMessages } from '#lib/i18n/messages.ts';

export const dataMessages = defineMessages({
  zh: {
    title: '我的数据',
    exportTitle: '导出',
    exportText: '下载文宫保存的关于您的全部数据（JSON 文件）：资料、会员、预约、印章、消息、授权记录。',
    export: '下载我的数据',
    consents: '我的同意记录',
    purposeTerms: '服务条款与隐私说明',
    purposeMembership: '使用会员身份',
    purposeCategories: '使用职工类别',
    given: (when: string, version: string) => `${when} 同意，版本 ${version}`,
    withdrawn: (when: string) => `${when} 撤回`,
    deleteTitle: '注销账号',
    deleteText:
      '注销后进入 7 天冷静期，期间重新登录即可撤回；7 天后删除资料、手机号和票，预约只留下不含身份的统计数字。未开始的预约会取消。',
    delete: '注销账号',
    deleteQuestion: '您将立即在所有设备上退出登录。7 天内重新登录可以撤回。确定要注销吗？',
    deleteConfirm: '确定注销',
    gone: '注销申请已收到',
    goneText: (when: string) => `账号将在 ${when} 之后删除。在那之前重新登录，注销会自动撤回。`,
    home: '回到首页',
  },
  en: {
    title: 'My data',
    exportTitle: 'Export',
    exportText:
      'Everything Wengong keeps about you as a JSON file: profile, membership, bookings, stamps, messages, consents.',
    export: 'Download my data',
    consents: 'What I agreed to',
    purposeTerms: 'Terms and privacy',
    purposeMembership: 'Use of membership',
    purposeCategories: 'Use of categories',
    given: (when: string, version: string) => `agreed ${when}, version ${version}`,
    withdrawn: (when: string) => `withdrawn ${when}`,
    deleteTitle: 'Delete my account',
    deleteText:
      'There are 7 days to think it over: signing in calls it off. Then your profile, phone and tickets are deleted; bookings stay only as numbers without identity. Coming bookings are cancelled.',
    delete: 'Delete my account',
    deleteQuestion: 'You are signed out everywhere at once. Signing in within 7 days calls it off. Delete?',
    deleteConfirm: 'Yes, delete',
    gone: 'Your account will be deleted',
    goneText: (when: string) => `After ${when}. Signing in before then calls it off.`,
    home: 'Home',
  },
});
