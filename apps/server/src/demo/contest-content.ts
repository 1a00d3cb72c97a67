import type { ContestDefinition } from '@wengong/contract';
import type { DemoCalendar } from './calendar.ts';

/** Entries of the contests as they came in: category, who, title, and what they say about it. */
export const ENTRIES: readonly (readonly [category: string, who: string, title: string, about: string])[] = [
  ['song', '地铁运营一班组', '早班车', '每天四点半出车，我们把调度口令唱成了和声。'],
  ['dance', '钢城舞蹈队', '出钢', '把炼钢的动作编成舞。'],
  ['craft', '蜀绣工作室', '针尖上的芙蓉', '三个月，两万针。'],
  ['family', '一家三代铁路人', '站台情景剧', '爷爷、爸爸和我，说同一句“进站了”。'],
  ['live', '川西果农合作社', '为家乡橙子吆喝', '采摘现场直播，产地直发。'],
  ['song', '环卫姐妹合唱队', '扫出一条亮堂的街', '十二位清扫工，唱给凌晨的城市。'],
  ['dance', '护士站', '交接班', '夜班交接的十五分钟。'],
  ['craft', '焊工世家', '焊花盆景', '边角料焊成一棵老树。'],
  ['family', '双职工小家', '晚饭时间', '锅碗瓢盆打击乐。'],
  ['live', '返乡青年', '竹器出山', '把村里的手艺卖到城里。'],
  ['song', '老钳工', '锉刀的节拍', '退休前最后一堂课，用锉刀打着拍子教徒弟唱。'],
  ['dance', '建筑工地青年', '脚手架上的街舞', '安全帽是道具，也是规矩。'],
  ['craft', '木工房', '榫卯鲁班锁', '不用一颗钉子。'],
  ['family', '电工一家', '停电之后', '十分钟的全家故事会。'],
  ['song', '外卖骑手小分队', '下一单幸福', '骑行路上写的歌，前奏是接单提示音。'],
  ['dance', '超市收银组', '扫码圆舞曲', '“滴”的一声就是起拍。'],
  ['craft', '漆器学徒', '一碗天青', '第九遍漆。'],
  ['family', '邮递员父女', '最后一封信', '相声。'],
  ['song', '纺织厂夜班', '纱线谣', '流传在车间里的小调，重新编了曲。'],
  ['dance', '机场地勤', '引导手势', '指挥棒在夜里画圆。'],
  ['craft', '乡村教师', '竹编蜻蜓', '和学生们一起编。'],
  ['song', '快递分拣二组', '传送带上的信', '给老家的爸妈。'],
  ['dance', '家政服务队', '一尘不染', '抹布也能跳芭蕾。'],
  ['craft', '修表匠', '时间的齿轮', '用报废零件做成的日历。'],
  ['song', '公交十三路', '靠站', '司机和乘客一起唱。'],
  ['song', '幼儿园老师', '下课铃', '孩子们午睡时录的。'],
];

const judging = {
  criteria: [
    { key: 'skill', name: '技艺', nameEn: 'Skill', weight: 40 },
    { key: 'idea', name: '创意', nameEn: 'Idea', weight: 30 },
    { key: 'spirit', name: '劳动气息', nameEn: 'Spirit of work', weight: 30 },
  ],
  blind: true,
  dropExtremes: true,
  scoresNeeded: 1,
};

/** A contest of heats by votes and a final by votes and experts; days are counted from the day of loading. */
export function contestOf(
  calendar: DemoCalendar,
  words: Pick<ContestDefinition, 'title' | 'titleEn' | 'summary' | 'summaryEn'>,
  days: { readonly from: number; readonly final: number; readonly to: number },
): ContestDefinition {
  const at = (day: number, time: string) => calendar.at(day, time).toISOString();
  const round = { votesADay: 3, voteScale: 'share_of_best' as const };
  return {
    ...words,
    rules:
      '## 怎么报名\n\n职工本人、家庭、班组均可报名，也可由工会推荐，每人最多三件作品。作品经场馆审核后展示。\n\n## 怎么投票\n\n实名认证的工会会员每人每天三票，同一件作品一天只能投一票。每一票都可查验，异常投票由工作人员核查后才会作废，可以申诉。',
    rulesEn:
      '## How to enter\n\nWorkers, families and teams enter up to three entries each, unions may nominate; the palace looks at every one.\n\n## How to vote\n\nVerified union members have three votes a day, each for another entry. Every vote can be checked; votes that look wrong are voided only by a person, and you can appeal.',
    categories: [
      { key: 'song', kind: 'song', name: '歌唱', nameEn: 'Song' },
      { key: 'dance', kind: 'dance', name: '舞蹈', nameEn: 'Dance' },
      { key: 'craft', kind: 'craft', name: '手艺', nameEn: 'Craft' },
      { key: 'family', kind: 'family', name: '家庭才艺', nameEn: 'Family talent' },
      { key: 'live', kind: 'live_commerce', name: '直播带货', nameEn: 'Live commerce' },
    ],
    fields: [
      {
        key: 'work',
        label: '工作单位或行业',
        labelEn: 'Where or in which trade you work',
        type: 'text',
        required: true,
        choices: [],
      },
      {
        key: 'first',
        label: '是否第一次参赛',
        labelEn: 'Your first contest?',
        type: 'yes_no',
        required: false,
        choices: [],
      },
    ],
    entrants: ['person', 'family', 'team', 'union'],
    entrantsMembers: false,
    votersMembers: true,
    entriesAPerson: 3,
    peopleAnEntry: 20,
    entriesOpenAt: at(days.from, '09:00'),
    entriesCloseAt: at(days.final - 1, '18:00'),
    rounds: [
      {
        ...round,
        kind: 'heats',
        name: '海选',
        nameEn: 'Heats',
        startsAt: at(days.from, '09:00'),
        endsAt: at(days.final, '08:00'),
        voteShare: 100,
        judging: null,
        advance: 3,
      },
      {
        ...round,
        kind: 'final',
        name: '决赛',
        nameEn: 'Final',
        startsAt: at(days.final, '09:00'),
        endsAt: at(days.to, '20:00'),
        voteShare: 40,
        judging,
        advance: 3,
      },
    ],
    prizes: [
      { key: 'gold', name: '金奖', nameEn: 'Gold', from: 1, to: 1, reward: '三千元', rewardEn: '3,000 yuan' },
      {
        key: 'silver',
        name: '银奖',
        nameEn: 'Silver',
        from: 2,
        to: 2,
        reward: '两千元',
        rewardEn: '2,000 yuan',
      },
      {
        key: 'bronze',
        name: '铜奖',
        nameEn: 'Bronze',
        from: 3,
        to: 3,
        reward: '一千元',
        rewardEn: '1,000 yuan',
      },
    ],
  };
}
