import { defineMessages } from '#lib/i18n/messages.ts';

export const accountMessages = defineMessages({
  zh: {
    title: '账号与密码',
    intro: (account: string) => `工作账号 ${account}`,
    change: '改密码',
    current: '现在的密码',
    next: '新密码',
    nextHint: '至少 12 位。几个不相干的词连起来，好记又难猜。',
    save: '改密码',
    saved: '密码已改，其他地方的登录都已退出',
    lost: '忘了密码或丢了验证器，请馆长在“人员与角色”里重置。',
    sessions: '登录的设备',
    sessionsText: '看看在哪些设备上登录着，退出不认识的。',
    open: '查看',
  },
  en: {
    title: 'Account and password',
    intro: (account: string) => `Staff account ${account}`,
    change: 'Change password',
    current: 'Present password',
    next: 'New password',
    nextHint: 'At least 12 characters. A few unrelated words are easy to keep and hard to guess.',
    save: 'Change password',
    saved: 'Password changed; sign-ins elsewhere are ended',
    lost: 'Password forgotten or authenticator lost: ask a director to reset it under Staff and roles.',
    sessions: 'Signed-in devices',
    sessionsText: 'See where you are signed in, and end what you do not know.',
    open: 'Show',
  },
});
