import { defineMessages } from '#lib/i18n/messages.ts';

export const offerMessages = defineMessages({
  zh: { time: '时间', place: '地点', price: '费用', payAtDesk: '到馆支付' },
  en: { time: 'Time', place: 'Place', price: 'Price', payAtDesk: 'pay at the desk' },
});
