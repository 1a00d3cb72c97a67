import { defineMessages } from '#lib/i18n/messages.ts';

export const newPhoneMessages = defineMessages({
  zh: {
    open: '换手机号',
    title: (name: string) => `给${name}换手机号`,
    intro: '仅用于本人到场、原手机丢失的情况。先核对身份，再把验证码发到新手机，请本人念出来。',
    newPhone: '新手机号',
    send: '发送验证码',
    sent: (phone: string) => `验证码已发到 ${phone}。`,
    demo: (code: string) => `演示环境，本次验证码：${code}`,
    code: '本人念出的 6 位验证码',
    checked: '怎样核对的身份',
    checkedHint: '会记入审计；不要写证件号码。例：看了会员证和本人照片',
    confirm: '确定更换',
    after: '更换后，此人在所有设备上的登录都会退出，原号码会收到短信提醒。',
    other: '换一个号码',
    done: '手机号已更换',
  },
  en: {
    open: 'Change number',
    title: (name: string) => `Change the number of ${name}`,
    intro:
      'Only for somebody who stands here and has lost the phone. Check who it is, send the code to the new phone, and let them read it out.',
    newPhone: 'New phone number',
    send: 'Send a code',
    sent: (phone: string) => `A code was sent to ${phone}.`,
    demo: (code: string) => `Demonstration, the code: ${code}`,
    code: 'The 6 digits they read out',
    checked: 'How you know who it is',
    checkedHint:
      'Kept in the audit log, without document numbers. E.g. saw the union card and its photograph',
    confirm: 'Change the number',
    after: 'All their devices are signed out then, and a message tells the number before.',
    other: 'Another number',
    done: 'The number has been changed',
  },
});
