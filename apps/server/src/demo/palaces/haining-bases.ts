import type { ActivityContent } from '../content.ts';

/** Classes of the bases whose towns plan theirs by the month: skills, safety, health and sport. */
export const hainingBases: readonly ActivityContent[] = [
  {
    key: 'forklift',
    kind: 'course',
    title: ['惠工学堂·叉车理论考前辅导（硖石）', 'Huigong School: before the forklift test (Xiashi)'],
    summary: ['一百道题，错过的那十道讲透。', 'A hundred questions, and the ten you got wrong.'],
    story: [
      '许工把历年易错题按车间场景重讲一遍，考前一周加一次模拟。证照考试在市里统一报名，这里只管教会。',
      'Old questions told again as things that happen on the shop floor, with a rehearsal a week before. The licence is given by the city; here you learn.',
    ],
    space: 'base-xiashi',
    teacher: 'safety',
    brand: 'huigong',
    seats: 40,
    demand: 1.1,
    when: [{ weekly: [2, 4], at: '18:45', minutes: 90 }],
  },
  {
    key: 'calligraphy',
    kind: 'course',
    title: [
      '惠工学堂·写春联从横竖撇捺起（海昌）',
      'Huigong School: from first strokes to couplets (Haichang)',
    ],
    summary: [
      '十六次课，年底写自己家的那一副。',
      'Sixteen evenings, and at the end the couplet for your own door.',
    ],
    story: [
      '笔墨纸由镇街工会备好，下班直接来。写得满意的贴在车间门口。',
      'The town union lays out brush, ink and paper; come straight from work. The best go up at the workshop door.',
    ],
    space: 'base-haichang',
    brand: 'huigong',
    seats: 32,
    demand: 0.85,
    when: [{ weekly: [1, 4], at: '18:30', minutes: 75 }],
  },
  {
    key: 'first-aid',
    kind: 'course',
    title: [
      '惠工学堂·心肺复苏人人会按（周王庙）',
      'Huigong School: everybody can resuscitate (Zhouwangmiao)',
    ],
    summary: ['模拟人六个，按到会响为止。', 'Six dummies; press until they click.'],
    story: [
      '一次课两小时，三分钟讲、其余全是练。每个车间至少来两个人，是镇街工会和厂里说好的。',
      'Two hours: three minutes of talk, the rest is practice. Every workshop sends at least two.',
    ],
    space: 'base-zhouwangmiao',
    brand: 'huigong',
    partners: ['school'],
    seats: 36,
    demand: 0.9,
    when: [{ weekly: [3, 6], at: '14:00', minutes: 120 }],
  },
  {
    key: 'noon-gym',
    kind: 'sport',
    title: [
      '惠工学堂·午休工间操十五分钟（马桥）',
      'Huigong School: fifteen minutes of exercise at noon (Maqiao)',
    ],
    summary: ['颈椎、腰、手腕，三处都照顾到。', 'Neck, back and wrists, each gets its turn.'],
    story: [
      '车间轮着来，不用换衣服。跟不上的看前排，前排看教练。',
      'The workshops take turns; come as you are. If you are lost look at the first row.',
    ],
    space: 'base-maqiao',
    teacher: 'yoga',
    brand: 'huigong',
    partners: ['knit'],
    seats: 45,
    demand: 0.55,
    when: [{ weekly: [2, 4], at: '12:10', minutes: 20 }],
  },
  {
    key: 'fabric',
    kind: 'lecture',
    title: ['惠工学堂·面料新趋势小讲堂（许村）', 'Huigong School: what is new in fabrics (Xucun)'],
    summary: [
      '展会上看到的样布，剪一块带回来摸。',
      'Samples from the fairs, cut up so that you can touch them.',
    ],
    story: [
      '打样间的师傅和采购一起讲：什么布明年好卖，什么布洗三次就塌。',
      'A sample maker and a buyer tell which cloth will sell next year and which sags after three washes.',
    ],
    space: 'base-xucun',
    brand: 'huigong',
    seats: 40,
    demand: 0.65,
    when: [{ weekly: [5], at: '18:30', minutes: 60 }],
  },
  {
    key: 'badminton',
    kind: 'sport',
    title: ['惠工学堂·车间羽毛球混双（海洲）', 'Huigong School: mixed doubles between workshops (Haizhou)'],
    summary: [
      '教室桌椅推到墙边就是半场，赢了的请喝豆浆。',
      'Push the desks to the wall and there is half a court.',
    ],
    story: [
      '分“没打过”和“打过一点”两组，球拍由基地备。周六上午，孩子可以在旁边画画。',
      'Two groups: never played, and played a little. Rackets are here; children may draw beside the court.',
    ],
    space: 'base-haizhou',
    brand: 'huigong',
    companions: 1,
    seats: 24,
    demand: 0.95,
    when: [{ weekly: [6], at: '09:00', minutes: 120 }],
  },
];
