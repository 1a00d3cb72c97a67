import type { ActivityContent } from '../content.ts';

/** What Nantong gives out by ballot: too sought-after for first come, first served. */
export const nantongBallots: readonly ActivityContent[] = [
  {
    key: 'new-year-concert',
    kind: 'performance',
    title: ['职工新年音乐会', 'The workers’ New Year concert'],
    summary: [
      '纺织厂铜管乐队与市民族乐团同台，二百二十个座位由摇号产生。',
      'The mill’s brass band beside the city’s folk orchestra: 220 seats, drawn by ballot.',
    ],
    story: [
      '上半场是铜管乐队的《咱们工人有力量》和进行曲，下半场民乐团奏《春节序曲》。谢幕时全场合唱。\n\n往年票在一分钟内约满，夜班工友总是赶不上。今年改为摇号：三天报名，早晚都一样；没中的，下次多一支签。',
      'Marches by the brass band first, then the folk orchestra with the Spring Festival overture; everybody sings at the end.\n\nIn other years the seats were gone within a minute, and who was on the night shift never got one. Now they are drawn: three days to enter, early or late makes no difference, and whoever is not drawn has one more slip next time.',
    ],
    space: 'theatre',
    partners: ['mill'],
    companions: 1,
    seats: 220,
    demand: 1,
    ballot: { opens: -7, closes: -2, draws: -1, entrants: 640 },
    when: [{ days: [9], at: '15:00', minutes: 110 }],
  },
  {
    key: 'winter-swim',
    kind: 'course',
    title: ['冬季恒温游泳班·零基础', 'Learn to swim this winter'],
    summary: [
      '八次课学会蛙泳，四十个名额摇号，其中六个为环卫工友、四个为快递员保留。',
      'Breaststroke in eight lessons: 40 places by ballot, some kept for sanitation workers and couriers.',
    ],
    story: [
      '八次课都在下午，地点是文化宫恒温泳池，教练持证，学员分四组。请自备泳衣泳帽，更衣柜免费。\n\n第一课前请在现场填写健康告知。摇号混入报名截止后才公布的开奖号码，谁也左右不了结果。',
      'Eight afternoons in the palace’s heated pool, with licensed coaches and four small groups. Bring swimwear and a cap; lockers are free.\n\nA health declaration is filled in before the first lesson. A public number that comes only after the closing is mixed into the draw, so that nobody can steer it.',
    ],
    space: 'pool',
    seats: 40,
    reserved: { sanitation: 6, courier: 4 },
    demand: 1,
    ballot: {
      opens: -2,
      closes: 3,
      // Three days later a lottery that is drawn on Tuesdays, Thursdays and Sundays has spoken.
      draws: 6,
      entrants: 320,
      publicSource: '报名截止后第一期福利彩票双色球开奖号码（红球升序，加蓝球）',
    },
    when: [{ days: [12], at: '14:00', minutes: 90 }],
  },
];
