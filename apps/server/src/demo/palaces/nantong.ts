import type { PalaceContent } from '../content.ts';
import { nantongBallots } from './nantong-ballots.ts';
import { nantongPending } from './nantong-pending.ts';
import { nantongProgramme } from './nantong-programme.ts';
import { nantongSeries } from './nantong-series.ts';
import { nantongSpaces } from './nantong-spaces.ts';

/** M3: a brand kept for 41 years, with the enterprises of the city as co-organisers. */
export const nantong: PalaceContent = {
  slug: 'nantong',
  union: 'cn.js.nt',
  name: ['南通市工人文化宫', 'Nantong Workers’ Cultural Palace'],
  province: '江苏省',
  city: '南通市',
  district: '崇川区',
  address: '崇川区濠河之滨（演示地址）',
  latitude: 31.9802,
  longitude: 120.8943,
  tagline: ['濠河边的灯，为下班的人亮着', 'The lights on the Hao River stay on for those coming off shift'],
  story: [
    [
      '南通的夏天有一个约定：天一黑，濠河边的台子搭起来，下了班的工友搬着小凳往水边走。四十一年，这台露天演出换过灯光，换过音响，没换过名字——濠滨夏夜。',
      'Nantong’s summers keep an appointment. When it gets dark, a stage goes up by the Hao River and people coming off shift walk to the water with a stool under the arm. In forty-one years the lights and the loudspeakers have changed; the name has not: Summer Nights on the Hao.',
    ],
    [
      '它不是文化宫一家唱的戏。五百多家企业和单位先后来当过联办方，纺织厂的女工唱过厂歌，造船的师傅打过快板，地铁建设者把安全帽抛上了天。一千九百多场演出、一万五千多个节目、六百多万人次的观众，都是这样一晚一晚攒下来的。',
      'The palace never sang it alone. More than five hundred enterprises have been co-organisers: mill workers sang the song of their factory, shipbuilders told their trade in clapper verse, metro builders threw their helmets into the air. More than 1,900 shows, 15,000 programme items and six million spectators were gathered one evening at a time.',
    ],
    [
      '夏夜之外，文宫每天照常开门：上午有太极和书法，中午有肩颈操，傍晚有剪辑课和合唱，夜里书房的灯整夜不熄。大多数课程免费，收费的对会员优惠。看中哪一场，手机上点一下就有票。',
      'Beyond the summer nights the house opens every day: tai chi and calligraphy in the morning, ten minutes for stiff shoulders at noon, video editing and choir in the evening, and a reading room whose lamp burns all night. Most classes are free; the others cost members less. Tap once on your phone and the ticket is yours.',
    ],
  ],
  hours: { opens: '08:00', closes: '21:30', late: '22:00' },
  units: {
    pool: '恒温泳池',
    theatre: '濠滨剧场',
    stage: '濠河露天舞台',
    'hall-east': '多功能厅东半',
    'hall-west': '多功能厅西半',
    calligraphy: '书画教室',
    digital: '数字技能教室',
    rehearsal: '合唱排练厅',
    'court-1': '羽毛球 1 号场',
    'court-2': '羽毛球 2 号场',
    study: '24 小时职工书房',
    gallery: '濠滨展廊',
    lawn: '文宫草坪',
    workshop: '工匠实训间',
  },
  spaces: nantongSpaces,
  teachers: {
    taiji: '周老师·太极拳',
    calligraphy: '顾老师·书法',
    choir: '陆老师·合唱指挥',
    video: '小倪老师·短视频',
    electric: '丁师傅·电工高级技师',
    indigo: '吴师傅·蓝印花布',
    health: '曹护士长·健康讲师',
  },
  partners: [
    { key: 'mill', name: '江海纺织集团工会（演示）', kind: 'enterprise' },
    { key: 'yard', name: '长江口船舶重工工会（演示）', kind: 'enterprise' },
    { key: 'metro', name: '南通轨道建设者工会联合会（演示）', kind: 'enterprise' },
    { key: 'hospital', name: '崇川健康志愿服务队（演示）', kind: 'social_organisation' },
    { key: 'law', name: '江海职工法律援助中心（演示）', kind: 'social_organisation' },
  ],
  brands: [
    {
      key: 'summer-nights',
      name: ['濠滨夏夜', 'Summer Nights on the Hao'],
      story: [
        '四十一年的露天演出品牌：企业出节目，文化宫搭台子，市民带凳子。哪家企业想当联办方，填一张表就能进入排期。',
        'An open-air show kept for forty-one years: enterprises bring the programme, the palace builds the stage, the city brings its own stools. Any enterprise can ask to co-organise an evening.',
      ],
      figures: [
        { label: ['年没有间断', 'years without a break'], value: 41 },
        { label: ['余家联办单位', 'co-organisers and more'], value: 500 },
        { label: ['余场演出', 'shows and more'], value: 1900 },
        { label: ['余个节目', 'programme items and more'], value: 15000 },
        { label: ['余人次观众', 'spectators and more'], value: 6000000 },
      ],
      age: 41,
      history: [
        {
          ago: 41,
          text: [
            '第一场露天演出，二十条长凳，三家企业出节目。',
            'The first evening: twenty benches, three enterprises.',
          ],
        },
        {
          ago: 30,
          text: [
            '联办单位满一百家，从此每周五不停演。',
            'A hundred co-organisers; a show every Friday since.',
          ],
        },
        {
          ago: 15,
          text: ['河边石阶看台建成，能坐一千二百人。', 'The stone steps by the water are built, for 1,200.'],
        },
        {
          ago: 5,
          text: [
            '演出开始同步直播，在外地的工友也能看。',
            'Shows are streamed, for colleagues who work far away.',
          ],
        },
        {
          ago: 0,
          text: ['第四十一季，船厂和纺织两个专场。', 'The 41st season, with evenings of shipyard and mill.'],
        },
      ],
      partners: ['mill', 'yard', 'metro'],
    },
  ],
  landmarks: [
    {
      key: 'steps',
      name: ['临水看台', 'The steps by the water'],
      story: [
        '濠滨夏夜的第一排就在这里，石阶被几代观众坐得发亮。',
        'The front row of the summer nights: stone steps polished by generations of spectators.',
      ],
    },
    {
      key: 'bell',
      name: ['开演铜铃', 'The curtain bell'],
      story: [
        '每晚开演前由一位联办单位的职工敲响。',
        'Rung before each show by a worker of the evening’s co-organiser.',
      ],
    },
    {
      key: 'study-door',
      name: ['书房长明灯', 'The reading-room lamp'],
      story: [
        '二十四小时书房门口的一盏灯，夜班的人最熟悉。',
        'The lamp at the door of the 24-hour reading room, best known to people on night shift.',
      ],
    },
  ],
  announcements: [
    {
      title: [
        '本周五濠滨夏夜照常开演，雨天移入剧场，票不变',
        'Friday’s Summer Night goes ahead; in rain it moves into the theatre, same tickets',
      ],
      activity: 'friday-show',
      days: [-2, 5],
    },
    {
      title: [
        '24 小时职工书房每日八个时段，手机即可占座',
        'The 24-hour reading room: eight stretches a day, take a seat by phone',
      ],
      activity: 'night-study',
      days: [-10, 20],
    },
    {
      title: [
        '短视频剪辑班候补有位会自动递补，请留意站内消息',
        'Video editing: free places go to the waiting list by themselves; watch your inbox',
      ],
      activity: 'video',
      days: [-1, 9],
    },
    {
      title: [
        '欢迎企业工会认领下一季濠滨夏夜联办场次',
        'Unions are invited to co-organise evenings of the next season',
      ],
      days: [-5, 14],
    },
  ],
  workers: 14,
  visitsADay: { paid: 150, publicBenefit: 850 },
  activities: [...nantongProgramme, ...nantongBallots, ...nantongSeries, ...nantongPending],
};
