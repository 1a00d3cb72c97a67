import type { ActivityContent } from '../content.ts';

/** What is being written and reviewed at Nantong: a draft, two that wait for the reviewer, one sent back. */
export const nantongPending: readonly ActivityContent[] = [
  {
    key: 'fireside-reading',
    kind: 'reading',
    title: ['围炉读书会：一本写工厂的小说', 'By the stove: a novel about a factory'],
    summary: ['每人读一页，读到哪里算哪里。', 'A page each, as far as we get.'],
    story: [
      '选书还在征集，初定每月一晚，在 24 小时书房靠窗的长桌。',
      'The book is still to be chosen; one evening a month at the long table of the reading room.',
    ],
    space: 'study',
    seats: 20,
    demand: 0,
    when: [],
    review: { status: 'draft' },
  },
  {
    key: 'crosstalk',
    kind: 'performance',
    title: ['车间相声小剧场', 'Shop-floor cross-talk'],
    summary: [
      '三对业余搭档，段子都从班前会里来。',
      'Three amateur pairs; every joke comes from the morning meeting.',
    ],
    story: [
      '演员来自三家企业的职工曲艺社，节目单和文本已随申请上报审核。',
      'From the workers’ comedy clubs of three enterprises; programme and text are enclosed for review.',
    ],
    space: 'hall-west',
    partners: ['mill'],
    companions: 1,
    seats: 100,
    demand: 0,
    when: [{ days: [12, 19], at: '19:30', minutes: 90 }],
    review: { status: 'submitted' },
  },
  {
    key: 'welding',
    kind: 'course',
    title: ['焊接体验课：点亮第一朵焊花', 'A first try at welding'],
    summary: ['戴上面罩，在师傅手边焊出一枚钥匙扣。', 'Mask on, master beside you: weld a key ring.'],
    story: [
      '由船厂技师带教，一师两徒，防护装备齐备；未成年人不参加。',
      'Taught by technicians of the shipyard, two pupils a master, full protection; adults only.',
    ],
    space: 'workshop',
    partners: ['yard'],
    membersOnly: true,
    seats: 12,
    demand: 0,
    when: [{ days: [14], at: '09:00', minutes: 150 }],
    review: { status: 'submitted' },
  },
  {
    key: 'garden-party',
    kind: 'festival',
    title: ['青年职工游园会', 'Garden party for young workers'],
    summary: ['草坪、灯谜和一张共同爱好地图。', 'A lawn, lantern riddles and a map of shared hobbies.'],
    story: ['以兴趣分桌，不设相亲环节。', 'Tables by hobby; no match-making.'],
    space: 'lawn',
    seats: 150,
    demand: 0,
    when: [],
    review: { status: 'rejected', note: '请补充夜间照明与疏散方案，并写明雨天备用场地后再次提交。' },
  },
];
