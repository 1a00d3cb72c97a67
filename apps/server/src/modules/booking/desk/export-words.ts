import type { BookingStatus, Locale } from '@wengong/contract';

/** Words of an exported list of bookings. */
interface Words {
  readonly sheet: string;
  readonly heading: readonly string[];
  readonly statuses: Readonly<Record<BookingStatus, string>>;
  readonly yes: string;
}

/** Width of each column in characters. */
export const exportWidths = [24, 18, 18, 18, 12, 16, 7, 20, 16, 12, 9, 9, 8, 18, 10];

export const exportWords: Readonly<Record<Locale, Words>> = {
  zh: {
    sheet: '预约',
    heading: [
      '活动',
      '开始',
      '结束',
      '场地',
      '姓名',
      '手机号',
      '人数',
      '同行人',
      '座位',
      '状态',
      '已签到',
      '金额（元）',
      '会员价',
      '预约时间',
      '工作人员代办',
    ],
    statuses: {
      held: '待确认',
      waitlisted: '候补',
      confirmed: '已预约',
      expired: '过期未确认',
      lapsed: '候补未成',
      rejected: '未通过',
      cancelled_early: '已取消',
      cancelled_late: '临期取消',
      cancelled_by_host: '场馆取消',
      checked_in: '已签到',
      no_show: '未到场',
      completed: '已参加',
      excused: '已谅解',
      transferred: '已转让',
    },
    yes: '是',
  },
  en: {
    sheet: 'Bookings',
    heading: [
      'Activity',
      'Start',
      'End',
      'Place',
      'Name',
      'Phone',
      'Seats',
      'Companions',
      'Numbered seats',
      'State',
      'Admitted',
      'Amount (CNY)',
      'Member price',
      'Booked',
      'By staff',
    ],
    statuses: {
      held: 'offered',
      waitlisted: 'waiting',
      confirmed: 'booked',
      expired: 'offer run out',
      lapsed: 'waited in vain',
      rejected: 'rejected',
      cancelled_early: 'cancelled',
      cancelled_late: 'cancelled late',
      cancelled_by_host: 'cancelled by the palace',
      checked_in: 'checked in',
      no_show: 'not come',
      completed: 'attended',
      excused: 'excused',
      transferred: 'handed over',
    },
    yes: 'yes',
  },
};
