/** Who speaks in the demonstration's weekly lecture. Nobody of them lives. */
export const SPEAKERS = [
  [
    '郑海涛',
    'Zheng Haitao',
    '高级技师，从事钳工四十年',
    'Master fitter, forty years at the vice',
    '带过三十多名徒弟，爱把手艺讲成笑话。',
    'Taught more than thirty apprentices and turns every trick of the trade into a joke.',
  ],
  [
    '王淑芬',
    'Wang Shufen',
    '职工心理咨询师',
    'Counsellor for workers',
    '在厂里的小屋听了二十年心事。',
    'Has listened for twenty years in a small room of the works.',
  ],
  [
    '隋长林',
    'Sui Changlin',
    '工运史研究者',
    'Historian of the labour movement',
    '从旧书摊淘来上千封家书。',
    'Found a thousand letters home on the stalls of old books.',
  ],
  [
    '刘敏慧',
    'Liu Minhui',
    '法律援助律师',
    'Legal aid lawyer',
    '专讲劳动合同里容易看漏的三行字。',
    'Speaks of the three lines of a contract that everybody overlooks.',
  ],
  [
    '于建国',
    'Yu Jianguo',
    '退休内科医生',
    'Retired physician',
    '每年冬天讲一次护心。',
    'Speaks once every winter of how to keep a heart well.',
  ],
] as const;

interface LectureContent {
  /** Days before today, or a date long ago. */
  readonly held: number | string;
  readonly title: string;
  readonly titleEn: string;
  readonly summary: string;
  readonly summaryEn: string;
  /** Places in `SPEAKERS`. */
  readonly speakers: readonly number[];
}

const of = (
  held: number | string,
  title: string,
  titleEn: string,
  speakers: readonly number[],
  summary = '',
  summaryEn = '',
): LectureContent => ({ held, title, titleEn, speakers, summary, summaryEn });

/** Those of this month are held in the hall and recorded, in the order of the demonstration's videos. */
export const RECORDED: readonly LectureContent[] = [
  of(
    0,
    '老钳工谈手上功夫',
    'A fitter on the skill of hands',
    [0],
    '锉削、研磨和看图的诀窍，当场演示一只方箱。',
    'Filing, lapping and reading a drawing, shown on the spot with a square box.',
  ),
  of(
    0,
    '从一封家书看百年工运',
    'A hundred years in one letter',
    [2],
    '从一封家书讲起，看工人运动的百年历程。',
    'A hundred years of the labour movement, beginning with one letter home.',
  ),
  of(
    0,
    '职工心理减压十法',
    'Ten ways to relieve stress',
    [1, 4],
    '倒班、久坐、情绪紧张怎么办，十个随时能做的小方法。',
    'Shifts, sitting, worry: ten small things that can be done at any time.',
  ),
];

/** The archive: before there was a camera in the hall. */
export const ARCHIVE: readonly LectureContent[] = [
  of(
    '1988-03-07',
    '怎样读一张报纸',
    'How to read a newspaper',
    [2],
    '第一讲。听众自带板凳。',
    'The first one. Listeners brought their own stools.',
  ),
  of('1988-03-14', '算盘与账本', 'Abacus and ledger', [3]),
  of('1988-05-02', '安全帽的故事', 'The story of the hard hat', [0]),
  of('1992-10-12', '第一台数控机床', 'The first computer-controlled lathe', [0]),
  of('1997-06-30', '香港的码头工人', 'Dockers of Hong Kong', [2]),
  of('2003-06-09', '疫情下怎样通风', 'Air in the time of an epidemic', [4]),
  of('2008-08-11', '看懂一场体操', 'How to watch gymnastics', [1]),
  of('2013-05-06', '我的第一份合同', 'My first contract', [3]),
  of('2018-03-05', '三十年三十讲', 'Thirty years in thirty talks', [2, 0]),
  of('2021-04-12', '在线学手艺靠不靠谱', 'Can a craft be learnt online?', [0]),
  of('2024-01-08', '护心过冬', 'A heart through the winter', [4]),
  of('2025-03-10', '女工与缝纫机', 'Women and the sewing machine', [2]),
  of('2025-09-08', '劳动合同里的三行字', 'Three lines of a contract', [3]),
  of('2026-01-12', '老照片里的码头', 'The docks in old photographs', [2]),
  of('2026-05-04', '焊花与诗', 'Sparks and verse', [0, 2]),
];

/** What viewers said at which second of the latest lecture. */
export const REMARKS: readonly (readonly [second: number, text: string])[] = [
  [1, '郑师傅好！'],
  [2, '前排听众报到'],
  [4, '我师傅也这么讲'],
  [6, '站稳端平匀速，记下了'],
  [7, '车间里天天用'],
  [9, '这手稳得很'],
  [11, '手上有准心里有底'],
  [12, '下周还来'],
  [13, '夜班看重播的举手'],
];
