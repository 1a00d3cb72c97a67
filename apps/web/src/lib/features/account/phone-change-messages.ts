import { defineMessages } from '#lib/i18n/messages.ts';

export const phoneChangeMessages = defineMessages({
  zh: {
    title: '更换手机号',
    intro: '换号后用新号码登录，预约、卡和信用都不变。',
    present: (phone: string) => `现在的手机号：${phone}`,
    newPhone: '新手机号',
    stepPhone: '新手机号',
    stepCode: '验证码',
    change: '更换手机号',
    whatFollows: '更换后，其他设备上的登录会退出，原号码会收到一条短信提醒。',
    lost: '原来的手机丢了、也登录不了？带上工会会员证到文宫前台办理。',
    changed: (phone: string) => `手机号已更换为 ${phone}，其他设备上的登录已退出。`,
    link: '更换手机号',
  },
  en: {
    title: 'Change your number',
    intro: 'You will sign in with the new number; bookings, passes and credit stay as they are.',
    present: (phone: string) => `Present number: ${phone}`,
    newPhone: 'New phone number',
    stepPhone: 'New number',
    stepCode: 'Code',
    change: 'Change my number',
    whatFollows: 'Other devices are signed out then, and a message tells the number before.',
    lost: 'Lost the phone and cannot sign in? Bring your union card to the desk of a palace.',
    changed: (phone: string) => `Your number is now ${phone}; other devices were signed out.`,
    link: 'Change number',
  },
});
