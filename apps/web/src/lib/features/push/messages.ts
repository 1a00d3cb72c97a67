import type { PushTopic } from '@wengong/contract';
import { defineMessages } from '#lib/i18n/messages.ts';

export const topicNames = defineMessages({
  zh: {
    offers: '名额和邀请：有名额为您保留、有人邀请您',
    changes: '变动：活动取消、改时间或地点',
    reminders: '提醒：活动快开始了',
    results: '结果：预约、摇号、申诉',
    credit: '信用：有扣分',
  },
  en: {
    offers: 'Seats and invitations kept for you',
    changes: 'Cancelled, moved',
    reminders: 'Coming up',
    results: 'Results of bookings, ballots, appeals',
    credit: 'Credit lowered',
  },
} satisfies { zh: Record<PushTopic, string>; en: Record<PushTopic, string> });

export const pushMessages = defineMessages({
  zh: {
    title: '消息推送',
    intro: '打开后，名额、变动和提醒会直接出现在手机屏幕上。不打开也不会错过：所有消息都在“消息”里。',
    here: '这台设备',
    unsupported:
      '这个浏览器不能推送。微信内置浏览器不支持；可用系统浏览器打开本站再试，iPhone 需先“添加到主屏幕”。',
    off: '推送没有打开。',
    on: '推送已打开。',
    denied: '浏览器禁止了本站通知。请在浏览器的网站设置里允许“通知”，再回来打开。',
    failed: '没能打开推送，可能是网络连不上推送服务。请稍后再试。',
    turnOn: '打开推送',
    turnOff: '关闭推送',
    devices: '已打开推送的设备',
    thisOne: '本机',
    unknown: '未知设备',
    since: (when: string) => `${when} 打开`,
    delivered: (when: string) => `最近送达 ${when}`,
    remove: '不再推送',
    what: '推送哪些消息',
    discreet: '锁屏上不显示内容',
    discreetHint: '只提示有新消息，点开才看得到是什么。',
    quiet: '免打扰',
    quietHint: '按场馆当地时间。紧急的（有名额、临时取消）照常提醒；两个时间相同就是不设免打扰。',
    from: '从',
    until: '到',
    hour: (hour: string) => `${hour}:00`,
    save: '保存',
    saved: '已保存。',
  },
  en: {
    title: 'Push notifications',
    intro:
      'Switched on, seats, changes and reminders appear on your phone at once. Without it you miss nothing: every message is in your inbox.',
    here: 'This device',
    unsupported:
      'This browser cannot show notifications. WeChat’s own browser cannot; open this site in the system’s browser, on an iPhone after adding it to the home screen.',
    off: 'Push is off.',
    on: 'Push is on.',
    denied:
      'The browser blocks notifications of this site. Allow them in its site settings, then come back and switch them on.',
    failed: 'Push could not be switched on: the push service may be out of reach. Try again later.',
    turnOn: 'Switch push on',
    turnOff: 'Switch push off',
    devices: 'Devices with push',
    thisOne: 'this one',
    unknown: 'Unknown device',
    since: (when: string) => `since ${when}`,
    delivered: (when: string) => `last delivered ${when}`,
    remove: 'No more push',
    what: 'What to push',
    discreet: 'Show nothing on the lock screen',
    discreetHint: 'Only that there is a message; open it to read what about.',
    quiet: 'Quiet hours',
    quietHint:
      'By the palace’s clock. What is urgent (a seat kept for you, a sudden cancellation) comes all the same; the same hour twice means no quiet hours.',
    from: 'From',
    until: 'until',
    hour: (hour: string) => `${hour}:00`,
    save: 'Save',
    saved: 'Saved.',
  },
});
