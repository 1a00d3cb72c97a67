import { defineMessages } from '#lib/i18n/messages.ts';

export const enrolmentMessages = defineMessages({
  zh: {
    by: (union: string) => `由${union}为您报名`,
    text: '名额来自工会。如不能参加，请尽早婉拒，把名额让给工友；婉拒不影响您的信用。',
    decline: '婉拒名额',
    question: '确定婉拒？名额会退回工会，您的票码随即失效。',
    confirm: '确定婉拒',
    declined: '已婉拒，名额已退回工会。',
  },
  en: {
    by: (union: string) => `${union} enrolled you`,
    text: 'The seat comes from your union. If you cannot come, decline soon so that a colleague can; declining does not touch your credit.',
    decline: 'Decline this seat',
    question: 'Decline? The seat goes back to the union and your ticket stops working.',
    confirm: 'Decline',
    declined: 'Declined; the seat went back to the union.',
  },
});
