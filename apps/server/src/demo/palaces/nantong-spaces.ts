import type { SpaceContent } from '../content.ts';

/** The rooms and places of Nantong’s palace. */
export const nantongSpaces: readonly SpaceContent[] = [
  {
    key: 'theatre',
    kind: 'hall',
    name: ['濠滨剧场', 'Haobin Theatre'],
    capacity: 420,
    description: [
      '镜框式舞台，四百二十座，前两排留有轮椅席。',
      'A proscenium stage with 420 seats and wheelchair places in the first two rows.',
    ],
  },
  {
    key: 'stage',
    kind: 'outdoor',
    name: ['濠河露天舞台', 'Open-air stage on the Hao'],
    capacity: 1200,
    description: [
      '濠滨夏夜的老地方，临水看台，雨天移入剧场。',
      'The home of the summer nights: steps down to the water. Shows move into the theatre when it rains.',
    ],
  },
  {
    key: 'hall',
    kind: 'hall',
    name: ['多功能厅（全厅）', 'Multi-purpose hall (whole)'],
    capacity: 240,
    units: ['hall-east', 'hall-west'],
    description: [
      '移动隔断收起后的整厅，可办比赛、年会和集体日。',
      'The whole hall with its partition folded away, for contests, annual meetings and group days.',
    ],
    slots: { minutes: 120, price: 40000, memberPrice: 20000 },
  },
  {
    key: 'hall-east',
    kind: 'hall',
    name: ['多功能厅（东半厅）', 'Multi-purpose hall (east half)'],
    capacity: 120,
    description: ['木地板、落地镜，适合舞蹈与瑜伽。', 'Wooden floor and mirrors, good for dance and yoga.'],
    slots: { minutes: 120, price: 20000, memberPrice: 10000 },
  },
  {
    key: 'hall-west',
    kind: 'hall',
    name: ['多功能厅（西半厅）', 'Multi-purpose hall (west half)'],
    capacity: 120,
    description: [
      '带投影与移动座椅，适合讲座与沙龙。',
      'Projector and movable seats, good for talks and salons.',
    ],
    slots: { minutes: 120, price: 20000, memberPrice: 10000 },
  },
  {
    key: 'pool',
    kind: 'gym',
    name: ['恒温泳池', 'Heated pool'],
    capacity: 60,
    description: [
      '二十五米四道，水深一米二，冬季水温二十八度。',
      'Four lanes of 25 metres, 1.2 metres deep, 28 degrees in winter.',
    ],
  },
  {
    key: 'calligraphy',
    kind: 'classroom',
    name: ['书画教室', 'Calligraphy and painting room'],
    capacity: 36,
    description: [
      '十二张长案，笔墨纸砚由文宫备好。',
      'Twelve long tables; brushes, ink and paper are provided.',
    ],
  },
  {
    key: 'digital',
    kind: 'classroom',
    name: ['数字技能教室', 'Digital skills room'],
    capacity: 40,
    description: [
      '四十台电脑与手机支架，晚间也供自习。',
      'Forty computers and phone stands; open for self-study in the evening.',
    ],
  },
  {
    key: 'workshop',
    kind: 'studio',
    name: ['工匠实训间', 'Craft workshop'],
    capacity: 24,
    description: [
      '电工实训台与手作长桌，有安全员值守。',
      'Electricians’ benches and craft tables, with a safety officer on duty.',
    ],
  },
  {
    key: 'rehearsal',
    kind: 'rehearsal',
    name: ['合唱排练厅', 'Choir rehearsal room'],
    capacity: 60,
    description: [
      '阶梯站台和一架立式钢琴，单位排节目可约。',
      'Choir steps and an upright piano; work teams can book it for their own programme.',
    ],
    slots: { minutes: 90, price: 9000, memberPrice: 4500 },
  },
  {
    key: 'court-1',
    kind: 'court',
    name: ['羽毛球 1 号场', 'Badminton court 1'],
    capacity: 6,
    description: ['专用塑胶地垫，会员半价。', 'Sprung court mat; half price for members.'],
    slots: { minutes: 60, price: 4000, memberPrice: 2000 },
  },
  {
    key: 'court-2',
    kind: 'court',
    name: ['羽毛球 2 号场', 'Badminton court 2'],
    capacity: 6,
    description: ['专用塑胶地垫，会员半价。', 'Sprung court mat; half price for members.'],
    slots: { minutes: 60, price: 4000, memberPrice: 2000 },
  },
  {
    key: 'courts',
    kind: 'court',
    name: ['羽毛球馆（整馆）', 'Badminton hall (both courts)'],
    capacity: 40,
    units: ['court-1', 'court-2'],
    description: [
      '比赛和集体日使用，预约整馆即占用两片场地。',
      'For matches and group days; booking it takes both courts.',
    ],
  },
  {
    key: 'study',
    kind: 'reading',
    name: ['24 小时职工书房', '24-hour workers’ reading room'],
    capacity: 60,
    description: [
      '整夜开放，三小时一段，有热水、充电和儿童角。',
      'Open all night in three-hour stretches, with hot water, charging and a children’s corner.',
    ],
  },
  {
    key: 'gallery',
    kind: 'gallery',
    name: ['濠滨展廊', 'Haobin gallery'],
    capacity: 300,
    description: [
      '临河长廊，展职工书画与老照片。',
      'A long gallery by the river for workers’ art and old photographs.',
    ],
  },
  {
    key: 'lawn',
    kind: 'outdoor',
    name: ['文宫草坪', 'Palace lawn'],
    capacity: 300,
    description: [
      '清晨打太极，周末跳广场舞，便民服务也在这里摆摊。',
      'Tai chi at dawn, square dancing at weekends, and the service stalls in between.',
    ],
  },
];
