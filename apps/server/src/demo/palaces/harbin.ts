import { cinemaPlan, theatrePlan } from '@wengong/contract';
import type { PalaceContent } from '../content.ts';
import { harbinProgramme } from './harbin-programme.ts';
import { harbinQueues } from './harbin-queues.ts';

/** M2: every space at a worker's price; 3,670 visitors a day, 2,200 of them in public-benefit activities. */
export const harbin: PalaceContent = {
  slug: 'harbin',
  union: 'cn.hl.hrb',
  name: ['哈尔滨工人文化宫', 'Harbin Workers’ Cultural Palace'],
  province: '黑龙江省',
  city: '哈尔滨市',
  district: '南岗区',
  address: '南岗区工人文化宫大楼（演示地址）',
  latitude: 45.757,
  longitude: 126.6424,
  tagline: [
    '每天三千六百人推门进来，先暖手，再看戏',
    'Every day 3,600 people push the door open: warm hands first, then the show',
  ],
  story: [
    [
      '这座宫的每一处场馆都有“职工价”：影院、剧场、羽毛球馆、健身房、排练厅，亮出会员身份就能便宜下来。每天平均有三千六百七十人走进来，其中两千二百人是来参加公益活动的。',
      'Every space of this house has a worker’s price: cinema, theatre, badminton hall, gym and rehearsal room. On an average day 3,670 people come in, 2,200 of them for something that costs nothing.',
    ],
    [
      '有些演出只为特定的人开场。环卫工人专场排在他们收工之后，农民工专场的门口备着存工具的架子。不问票从哪里来，座位就是给他们留的；票面上也不会写他是谁。',
      'Some shows are played for certain people alone. The evening for sanitation workers starts after their last round; at the show for migrant workers there is a rack for tools by the door. The seats are theirs, and no ticket says who they are.',
    ],
    [
      '合作机构把音乐剧带进剧场，公益电影在影院里天天放，公益大讲堂请人来讲，一年一度的职工家庭才艺大赛让三代人同台。文化宫做的，是把门开大一点。',
      'Partner organisations bring musicals to the stage, public-benefit films run daily in the cinema, the lecture hall is open to all, and once a year the family talent contest puts three generations on one stage. What the palace does is to open the door a little wider.',
    ],
  ],
  hours: { opens: '08:30', closes: '21:00', late: '21:30' },
  units: {
    theatre: '大剧场',
    cinema: '公益影院',
    'lecture-a': '大讲堂前区',
    'lecture-b': '大讲堂后区',
    'court-1': '羽毛球 1 号场',
    'court-2': '羽毛球 2 号场',
    'court-3': '羽毛球 3 号场',
    gym: '职工健身房',
    dance: '舞蹈排练厅',
    piano: '音乐教室',
    craft: '冰雪手作教室',
    lobby: '一楼大厅',
    rink: '门前冰场',
  },
  spaces: [
    {
      key: 'theatre',
      kind: 'hall',
      name: ['大剧场', 'Grand theatre'],
      capacity: 1500,
      seatPlan: theatrePlan,
      description: [
        '一千五百座，池座与楼座，音乐剧与职工专场的主舞台。',
        'Fifteen hundred seats in stalls and balcony; the main stage of musicals and dedicated shows.',
      ],
    },
    {
      key: 'cinema',
      kind: 'cinema',
      name: ['公益影院', 'Public-benefit cinema'],
      capacity: 180,
      seatPlan: cinemaPlan,
      description: [
        '每天放映，公益场免费，商业场职工价。',
        'Open daily: free public-benefit screenings, and a worker’s price for the others.',
      ],
    },
    {
      key: 'lecture',
      kind: 'hall',
      name: ['公益大讲堂（全厅）', 'Public lecture hall (whole)'],
      capacity: 300,
      units: ['lecture-a', 'lecture-b'],
      description: ['隔断可开合，全厅三百座。', 'A folding partition; three hundred seats when open.'],
    },
    {
      key: 'lecture-a',
      kind: 'classroom',
      name: ['公益大讲堂（前区）', 'Public lecture hall (front)'],
      capacity: 160,
      description: ['带讲台与录播。', 'With lectern and recording.'],
      slots: { minutes: 120, price: 24000, memberPrice: 12000 },
    },
    {
      key: 'lecture-b',
      kind: 'classroom',
      name: ['公益大讲堂（后区）', 'Public lecture hall (back)'],
      capacity: 140,
      description: ['移动桌椅，适合研讨与棋类。', 'Movable tables for seminars and board games.'],
      slots: { minutes: 120, price: 20000, memberPrice: 10000 },
    },
    {
      key: 'court-1',
      kind: 'court',
      name: ['羽毛球 1 号场', 'Badminton court 1'],
      capacity: 6,
      description: ['会员半价，球拍可借。', 'Half price for members, rackets to borrow.'],
      slots: { minutes: 60, price: 5000, memberPrice: 2500 },
    },
    {
      key: 'court-2',
      kind: 'court',
      name: ['羽毛球 2 号场', 'Badminton court 2'],
      capacity: 6,
      description: ['会员半价，球拍可借。', 'Half price for members, rackets to borrow.'],
      slots: { minutes: 60, price: 5000, memberPrice: 2500 },
    },
    {
      key: 'court-3',
      kind: 'court',
      name: ['羽毛球 3 号场', 'Badminton court 3'],
      capacity: 6,
      description: ['会员半价，球拍可借。', 'Half price for members, rackets to borrow.'],
      slots: { minutes: 60, price: 5000, memberPrice: 2500 },
    },
    {
      key: 'gym',
      kind: 'gym',
      name: ['职工健身房', 'Workers’ gym'],
      capacity: 200,
      description: [
        '器械、单车与拉伸区，全天开放。',
        'Machines, bikes and a stretching corner, open all day.',
      ],
    },
    {
      key: 'dance',
      kind: 'rehearsal',
      name: ['舞蹈排练厅', 'Dance rehearsal room'],
      capacity: 60,
      description: ['弹性地板与把杆，班组排节目可约。', 'Sprung floor and barre; work teams can book it.'],
      slots: { minutes: 90, price: 12000, memberPrice: 6000 },
    },
    {
      key: 'piano',
      kind: 'classroom',
      name: ['音乐教室', 'Music room'],
      capacity: 36,
      description: ['手风琴二十架，钢琴一架。', 'Twenty accordions and a piano.'],
    },
    {
      key: 'craft',
      kind: 'studio',
      name: ['冰雪手作教室', 'Ice and snow craft room'],
      capacity: 24,
      description: ['剪纸、麦秸画和冰灯模型。', 'Paper-cuts, straw pictures and model ice lanterns.'],
    },
    {
      key: 'rink',
      kind: 'outdoor',
      name: ['门前冰场', 'Rink before the palace'],
      capacity: 240,
      description: [
        '冬天浇出来的冰场，白天滑冰，晚上亮冰灯。',
        'Flooded every winter: skating by day, ice lanterns by night.',
      ],
    },
    {
      key: 'lobby',
      kind: 'gallery',
      name: ['一楼大厅', 'Ground-floor hall'],
      capacity: 500,
      description: [
        '展墙、热水与户外劳动者驿站。',
        'Exhibition walls, hot water and the rest stop for outdoor workers.',
      ],
    },
  ],
  teachers: {
    accordion: '尹老师·手风琴',
    dance: '白老师·民族舞',
    papercut: '佟师傅·剪纸',
    yoga: '隋教练·健身',
    lecturer: '讲师团·公益大讲堂',
  },
  partners: [
    { key: 'musical', name: '北方音乐剧联盟（演示）', kind: 'troupe' },
    { key: 'sanitation', name: '冰城环卫工人之家（演示）', kind: 'social_organisation' },
    { key: 'builders', name: '松江建筑工地工会联合会（演示）', kind: 'enterprise' },
    { key: 'cinema', name: '龙江院线公益放映队（演示）', kind: 'enterprise' },
  ],
  brands: [
    {
      key: 'dedicated',
      name: ['专场之夜', 'Evenings of their own'],
      story: [
        '给环卫工人、农民工和他们的家属留出整场的座位。核验只在后台完成，票面与普通票一模一样。',
        'Whole evenings for sanitation workers, migrant workers and their families. Eligibility is checked behind the scenes; the ticket looks like any other.',
      ],
      figures: [
        { label: ['人次日均到馆', 'visitors a day'], value: 3670 },
        { label: ['人次日均参加公益活动', 'of them in public-benefit activities'], value: 2200 },
      ],
    },
    {
      key: 'family-talent',
      name: ['职工家庭才艺大赛', 'Workers’ family talent contest'],
      story: [
        '一年一届，三代同台，奖品是全家福。',
        'Once a year, three generations on one stage; the prize is a family portrait.',
      ],
      figures: [],
    },
  ],
  landmarks: [
    {
      key: 'stove',
      name: ['门厅暖炉', 'The stove in the hall'],
      story: [
        '户外劳动者进门先在这里暖手，旁边的热水二十四小时不断。',
        'Outdoor workers warm their hands here first; the hot water beside it never runs out.',
      ],
    },
    {
      key: 'ticket-window',
      name: ['老售票窗', 'The old ticket window'],
      story: [
        '如今票在手机里，窗口留着，给不用手机的老师傅出纸票。',
        'Tickets live in phones now; the window still prints them for those without one.',
      ],
    },
  ],
  announcements: [
    {
      title: [
        '环卫工人专场放票：收工后七点开演，家属同行',
        'Evening for sanitation workers: seven o’clock, families welcome',
      ],
      activity: 'sanitation-show',
      days: [-3, 9],
    },
    {
      title: ['公益影院今日三场，早到早坐', 'Three free screenings in the cinema today'],
      activity: 'daily-film',
      days: [-30, 21],
    },
    {
      title: [
        '羽毛球馆、健身房出示会员身份即享职工价',
        'Badminton and gym at the worker’s price for members',
      ],
      days: [-20, 30],
    },
  ],
  workers: 12,
  visitsADay: { paid: 1470, publicBenefit: 2200 },
  activities: [...harbinProgramme, ...harbinQueues],
};
