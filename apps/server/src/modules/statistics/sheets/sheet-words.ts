import type { Locale, PalaceTable, UnionTable } from '@wengong/contract';

const zh = {
  from: '开始日期',
  to: '结束日期',
  activity: '活动',
  brand: '品牌',
  space: '场地',
  palace: '文宫',
  city: '城市',
  union: '工会',
  level: '级别',
  palaces: '文宫数',
  visits: '人次',
  people: '人数',
  admissions: '凭票入场',
  walkIns: '散客',
  stamps: '打卡',
  memberVisits: '会员价入场',
  publicBenefitVisits: '公益人次',
  sessions: '场次',
  seatsOffered: '席位',
  seatsBooked: '已预约席位',
  seatsMissed: '爽约席位',
};
export type Heading = keyof typeof zh;

export const headings: Readonly<Record<Locale, Readonly<Record<Heading, string>>>> = {
  zh,
  en: {
    from: 'First day',
    to: 'Last day',
    activity: 'Activity',
    brand: 'Brand',
    space: 'Space',
    palace: 'Palace',
    city: 'City',
    union: 'Union',
    level: 'Level',
    palaces: 'Palaces',
    visits: 'Visits',
    people: 'People',
    admissions: 'By ticket',
    walkIns: 'Walk-ins',
    stamps: 'Stamps',
    memberVisits: 'At members’ price',
    publicBenefitVisits: 'Public benefit',
    sessions: 'Sessions',
    seatsOffered: 'Seats offered',
    seatsBooked: 'Seats booked',
    seatsMissed: 'Seats not used',
  },
};

export const sheetNames: Readonly<Record<Locale, Readonly<Record<PalaceTable | UnionTable, string>>>> = {
  zh: {
    periods: '各时段',
    activities: '各活动',
    brands: '各品牌',
    spaces: '各场地',
    unions: '下级工会',
    palaces: '各文宫',
  },
  en: {
    periods: 'By period',
    activities: 'By activity',
    brands: 'By brand',
    spaces: 'By space',
    unions: 'By union',
    palaces: 'By palace',
  },
};

export const levelNames: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  zh: { nation: '全国', province: '省', city: '市', county: '区县', town: '镇街', grassroots: '基层' },
  en: {
    nation: 'Nation',
    province: 'Province',
    city: 'City',
    county: 'County',
    town: 'Town',
    grassroots: 'Grassroots',
  },
};
