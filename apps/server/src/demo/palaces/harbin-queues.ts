import type { ActivityContent } from '../content.ts';

/** What half of Harbin wants in the same minute: one joins a waiting room, and is called in turn. */
export const harbinQueues: readonly ActivityContent[] = [
  {
    key: 'first-skating',
    kind: 'sport',
    title: ['冰上初体验·零基础滑冰班', 'First steps on the ice'],
    summary: [
      '教练一对六，冰鞋护具免费，三十个名额。往年一分钟约满，今年排队放票。',
      'One coach for six, skates and pads free, 30 places. Gone within a minute in other years; now through a waiting room.',
    ],
    story: [
      '在文化宫门前的冰场上课，先学摔倒和站起来，再学滑行和刹停。请戴手套，穿两双袜子。\n\n开放前进等候室的人，到点一起随机排号；夜班工友不必掐着秒点屏幕。',
      'On the rink before the palace: first falling and getting up, then gliding and stopping. Bring gloves and wear two pairs of socks.\n\nWho comes to the waiting room before it opens gets a random number at that second: nobody on the night shift has to race with their thumb.',
    ],
    space: 'rink',
    seats: 30,
    demand: 1,
    queue: { opens: 'now', waiting: 90 },
    when: [{ days: [4], at: '09:30', minutes: 90 }],
  },
  {
    key: 'ice-lanterns',
    kind: 'festival',
    title: ['冰灯夜游·职工家庭专场', 'Ice lanterns by night, for workers’ families'],
    summary: [
      '二百个名额，可带两位家人，排队放票。',
      '200 places, two of the family may come along; through a waiting room.',
    ],
    story: [
      '亮灯前半小时由制灯师傅带着走一遍，讲冰块怎样从江里采上来、灯怎样冻进去。散场有热豆浆。\n\n等候室开放前三十分钟开门，早来晚来机会一样。',
      'Half an hour before the lights go on a lantern maker walks with you and tells how the ice is cut from the river and the lamps are frozen in. Hot soy milk at the end.\n\nThe waiting room opens its door thirty minutes before; coming early gains nothing.',
    ],
    space: 'rink',
    companions: 2,
    seats: 200,
    demand: 1,
    queue: { opens: 'soon', waiting: 320 },
    when: [{ days: [6], at: '18:00', minutes: 120 }],
  },
];
