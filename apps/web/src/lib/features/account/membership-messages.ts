import { defineMessages } from '#lib/i18n/messages.ts';

export const membershipMessages = defineMessages({
  zh: {
    title: '会员卡',
    card: '工会会员电子卡',
    number: '卡号',
    validUntil: '有效期至',
    notVerified: '还没有认证工会会员',
    notVerifiedText: '认证后可享受会员价、参加会员专享活动。我们用您的手机号到工会名册里核对，不需要身份证。',
    verify: '认证会员身份',
    verifyAgain: '重新核对',
    verified: '认证成功。',
    categories: '职工类别',
    categoriesText:
      '由工会或文宫认证，用来核对专场活动的资格。它只有您自己看得到，不会印在票上，也不会出现在服务台的名单里。',
    noCategories: '还没有认证的类别',
    noCategoriesText: '如果您是环卫工人、快递员、农民工等，请联系所在工会登记，登记后自动显示。',
    uses: '授权使用',
    useMembership: '用会员身份给我会员价',
    useCategories: '用职工类别核对专场资格',
    allowed: '已允许',
    stopped: '已停用',
    stop: '停用',
    allow: '允许',
  },
  en: {
    title: 'Member card',
    card: 'Union member card',
    number: 'Card number',
    validUntil: 'Valid until',
    notVerified: 'Union membership not verified',
    notVerifiedText:
      'Verified members pay less and may join members’ activities. We look your phone number up in the unions’ rosters; no identity card is needed.',
    verify: 'Verify my membership',
    verifyAgain: 'Check again',
    verified: 'Verified.',
    categories: 'Worker categories',
    categoriesText:
      'Attested by a union or palace, to check who may join certain activities. Only you see them: never on a ticket, never on the desk’s list.',
    noCategories: 'No attested category',
    noCategoriesText:
      'Sanitation workers, couriers, migrant workers and others: ask your union to register you.',
    uses: 'What it may be used for',
    useMembership: 'Give me members’ prices',
    useCategories: 'Check who may join certain activities',
    allowed: 'allowed',
    stopped: 'stopped',
    stop: 'Stop',
    allow: 'Allow',
  },
});
