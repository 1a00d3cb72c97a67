import type { PalaceContent } from '../content.ts';

/** M1: a landmark in the Imperial Ancestral Temple, open to workers from the whole country. M5: thematic exhibitions. */
export const beijing: PalaceContent = {
  slug: 'beijing',
  union: 'cn.bj',
  name: ['北京市劳动人民文化宫', 'Beijing Working People’s Cultural Palace'],
  province: '北京市',
  city: '北京市',
  district: '东城区',
  address: '东城区太庙内（演示地址）',
  latitude: 39.9097,
  longitude: 116.3966,
  tagline: [
    '太庙古柏之下，全国职工的“学校和乐园”',
    'Under the cypresses of the Imperial Ancestral Temple, a school and a garden for the workers of the nation',
  ],
  story: [
    [
      '它在太庙里。红墙、古柏、汉白玉须弥座，从前是皇家祭祖的地方，如今门口的牌子写着“劳动人民文化宫”。全国各地的职工到北京，总有人要来这里走一走，拍一张照，说一句：这是咱们自己的宫。',
      'It stands in the Imperial Ancestral Temple: red walls, old cypresses, white marble. Emperors came here to honour their forebears; the sign at the gate now reads Working People’s Cultural Palace. Workers from all over the country who visit Beijing come here, take a picture and say: this palace is ours.',
    ],
    [
      '在这里打卡，不只是盖一枚章。每处点位都连着一段讲解：哪棵树是老树，哪面墙挂过光荣榜。劳模主题影像展把一百位劳动模范请到了红墙边，观众站在照片前，常常先去看他们的手。',
      'Checking in here is more than a stamp. Each place tells something: which tree is the old one, which wall once bore the roll of honour. The model-worker photo exhibition has brought a hundred model workers to the red wall; visitors look at their hands first.',
    ],
    [
      '年度重大主题展览、班组讲解日、清晨的太极和古建导览都在这里。预约免费，哪里的职工来都一样。',
      'Great thematic exhibitions, tours for work teams, tai chi at dawn and walks through old architecture all happen here. Booking is free, wherever you come from.',
    ],
  ],
  hours: { opens: '08:00', closes: '18:00' },
  units: {
    front: '享殿前广场',
    'gallery-east': '东配殿展厅',
    'gallery-west': '西配殿展厅',
    grove: '古柏林步道',
    lecture: '职工讲堂',
    studio: '摄影工作室',
    reading: '职工书苑',
  },
  spaces: [
    {
      key: 'front',
      kind: 'outdoor',
      name: ['享殿前广场', 'Forecourt'],
      capacity: 2000,
      description: [
        '三层须弥座前的广场，大型启动仪式与合唱在此举行。',
        'The forecourt before the three marble terraces; ceremonies and mass singing take place here.',
      ],
    },
    {
      key: 'galleries',
      kind: 'gallery',
      name: ['东西配殿联展厅', 'East and west side halls'],
      capacity: 500,
      units: ['gallery-east', 'gallery-west'],
      description: ['年度主题大展时两殿贯通。', 'Joined for the great thematic exhibitions.'],
    },
    {
      key: 'gallery-east',
      kind: 'gallery',
      name: ['东配殿展厅', 'East side hall'],
      capacity: 250,
      description: [
        '恒温展墙，常设劳模影像。',
        'Climate-controlled walls with the model workers’ portraits.',
      ],
    },
    {
      key: 'gallery-west',
      kind: 'gallery',
      name: ['西配殿展厅', 'West side hall'],
      capacity: 250,
      description: ['职工书画与短期展。', 'Workers’ art and short exhibitions.'],
    },
    {
      key: 'grove',
      kind: 'outdoor',
      name: ['古柏林步道', 'Cypress grove walk'],
      capacity: 200,
      description: ['导览与晨练的老地方。', 'For walks and morning exercise.'],
    },
    {
      key: 'lecture',
      kind: 'hall',
      name: ['职工讲堂', 'Workers’ lecture hall'],
      capacity: 160,
      description: ['讲座、授牌与班组学习日。', 'Talks, award ceremonies and team study days.'],
      slots: { minutes: 120, price: 60000, memberPrice: 30000 },
    },
    {
      key: 'studio',
      kind: 'studio',
      name: ['摄影工作室', 'Photo studio'],
      capacity: 20,
      description: ['为劳模和班组拍一张像样的照片。', 'A proper portrait for model workers and work teams.'],
      slots: { minutes: 60, price: 8000, memberPrice: 3000 },
    },
    {
      key: 'reading',
      kind: 'reading',
      name: ['职工书苑', 'Workers’ reading garden'],
      capacity: 50,
      description: ['红墙根下的阅览室。', 'A reading room at the foot of the red wall.'],
    },
  ],
  teachers: {
    guide: '金老师·古建讲解',
    photo: '骆老师·摄影',
    taiji: '石老师·太极',
  },
  partners: [
    { key: 'models', name: '首都劳模宣讲团（演示）', kind: 'social_organisation' },
    { key: 'school', name: '京华职工美术学校（演示）', kind: 'school' },
  ],
  brands: [
    {
      key: 'models',
      name: ['百名劳模影像', 'A hundred model workers'],
      story: [
        '一百位劳动模范的肖像和他们的一句话，常年巡展。',
        'Portraits of a hundred model workers, each with one sentence, on a permanent tour.',
      ],
      figures: [{ label: ['位劳模肖像', 'model workers portrayed'], value: 100 }],
    },
  ],
  landmarks: [
    {
      key: 'gate',
      name: ['宫门匾额', 'The sign at the gate'],
      story: [
        '“劳动人民文化宫”几个字挂在红墙正中，全国职工合影最多的一处。',
        'The name of the palace on the red wall: the most photographed spot of all.',
      ],
    },
    {
      key: 'cypress',
      name: ['古柏林', 'The cypress grove'],
      story: [
        '树比宫墙还老，护树员给每棵都编了号。',
        'The trees are older than the walls; each one has a number and a keeper.',
      ],
    },
    {
      key: 'hall',
      name: ['享殿须弥座', 'The marble terrace'],
      story: [
        '三层汉白玉台基，站在这里回头能望见中轴线。',
        'Three tiers of white marble; turn round and you look along the central axis.',
      ],
    },
    {
      key: 'models-wall',
      name: ['劳模影像墙', 'The wall of model workers'],
      story: ['一百张面孔，最常被看的是他们的手。', 'A hundred faces; what people look at are the hands.'],
    },
    {
      key: 'bridge',
      name: ['戟门桥', 'The bridge by the Halberd Gate'],
      story: [
        '过桥就是享殿，导览从这里数第一步。',
        'Cross the bridge to the main hall; the tour counts its first step here.',
      ],
    },
  ],
  announcements: [
    {
      title: [
        '来北京打卡：五处点位集齐可领一枚纪念章',
        'Check in at five places and collect a commemorative stamp',
      ],
      days: [-30, 60],
    },
    {
      title: [
        '百名劳模影像展每日开放，班组讲解请提前预约',
        'A hundred model workers: open daily; book a guide for your team',
      ],
      activity: 'models',
      days: [-20, 40],
    },
    {
      title: ['古建导览周末加开一场', 'An extra architecture walk at the weekend'],
      activity: 'temple-walk',
      days: [-2, 8],
    },
  ],
  workers: 9,
  visitsADay: { paid: 60, publicBenefit: 1600 },
  activities: [
    {
      key: 'models',
      kind: 'exhibition',
      title: ['百名劳模影像展', 'A hundred model workers: photographs'],
      summary: [
        '一百张肖像，一百双手，一句他们自己说的话。',
        'A hundred portraits, a hundred pairs of hands, one sentence each.',
      ],
      story: [
        '摄影师在车间、站台、田头和手术室外等了很久，等他们忘记镜头的那一刻。每张照片旁只有姓名首字、工种和一句话。\n\n展厅备有盲文说明与语音导览，免费。',
        'The photographers waited in workshops, on platforms and outside operating theatres until the camera was forgotten. Beside each picture: an initial, a trade and one sentence.\n\nBraille and audio guides are free.',
      ],
      space: 'gallery-east',
      brand: 'models',
      partners: ['models'],
      companions: 4,
      seats: 250,
      demand: 0.4,
      when: [{ span: [-40, 50], opens: '09:00', closes: '17:30' }],
    },
    {
      key: 'year-exhibition',
      kind: 'exhibition',
      title: ['年度主题大展：劳动者的一年', 'The year’s great exhibition: a year of working people'],
      summary: [
        '从一粒种子到一座桥，十二个月，十二个工种。',
        'From a seed to a bridge: twelve months, twelve trades.',
      ],
      story: [
        '重大主题展览每年一届，今年按月份布展：一月的扫雪车，五月的讲台，九月的收割机，十二月的夜班列车。\n\n单位组织参观可选“展览+讲堂”半日行程。',
        'Each year one great theme. This one goes by months: the snow plough of January, the classroom of May, the harvester of September, the night train of December.\n\nTeams can combine it with a talk for half a day.',
      ],
      space: 'gallery-west',
      partners: ['school'],
      companions: 4,
      seats: 250,
      demand: 0.3,
      when: [{ span: [-12, 30], opens: '09:00', closes: '17:30' }],
    },
    {
      key: 'temple-walk',
      kind: 'visit',
      title: [
        '太庙古建导览：木头怎样站了几百年',
        'How timber stands for centuries: a walk through the temple',
      ],
      summary: [
        '跟着讲解员看斗拱、看榫卯、看修缮工匠留下的记号。',
        'Brackets, joints and the marks left by the craftsmen who repaired them.',
      ],
      story: [
        '金老师做过古建修缮，讲的是工匠的太庙：一根柱子怎么抬，一片瓦怎么换，一处彩画怎么补。\n\n全程约一小时，步道有缓坡，轮椅可行。',
        'The guide once worked on such repairs and tells the temple of the craftsmen: how a column is lifted, a tile replaced, a painting mended.\n\nAbout an hour, step-free.',
      ],
      space: 'grove',
      teacher: 'guide',
      companions: 3,
      seats: 40,
      demand: 1.05,
      when: [{ weekly: [0, 6], at: '10:00', minutes: 70 }],
    },
    {
      key: 'national-visit',
      kind: 'visit',
      title: ['全国职工打卡日', 'Check-in day for workers from all over the country'],
      summary: [
        '带着工装照来，和自己的单位、自己的城市合张影。',
        'Bring a picture in working clothes and take one for your team and your town.',
      ],
      story: [
        '五处点位、五段语音、五枚章。外地职工到前台可领一张写着家乡名字的明信片，由文化宫代寄。',
        'Five places, five stories, five stamps. Visitors from other provinces get a postcard with the name of their home; we post it.',
      ],
      space: 'front',
      companions: 5,
      seats: 300,
      demand: 0.3,
      when: [{ weekly: [6], at: '13:30', minutes: 180 }],
    },
    {
      key: 'model-talk',
      kind: 'lecture',
      title: ['劳模面对面', 'Face to face with a model worker'],
      summary: [
        '一位劳模，一把椅子，一个小时不念稿。',
        'One model worker, one chair, an hour without notes.',
      ],
      story: [
        '先听故事，再上手：管钳怎么用才不伤腕，一趟公交怎么开才不晃。讲完大家一起吃一顿食堂饭。',
        'First the story, then the hands: how to hold a wrench, how to drive a bus so that nobody sways. Afterwards everyone eats in the canteen.',
      ],
      space: 'lecture',
      partners: ['models'],
      seats: 120,
      demand: 0.5,
      when: [{ days: [-37, -16, 5, 19], at: '14:00', minutes: 90 }],
    },
    {
      key: 'taiji',
      kind: 'sport',
      title: ['古柏下的太极', 'Tai chi under the cypresses'],
      summary: [
        '早八点前的一小时，红墙边只有鸟声。',
        'The hour before eight: birds, and nothing else, by the red wall.',
      ],
      story: [
        '穿平底鞋，来了就站进队里。练完有一壶大碗茶。',
        'Flat shoes; step into the line. There is tea afterwards.',
      ],
      space: 'grove',
      teacher: 'taiji',
      seats: 40,
      demand: 0.5,
      when: [{ weekly: [2, 5], at: '07:00', minutes: 50 }],
    },
    {
      key: 'photo',
      kind: 'course',
      title: ['拍好一双手：劳动肖像摄影', 'Photographing hands: portraits of work'],
      summary: [
        '从窗光开始，手机也行，拍回去贴在班组墙上。',
        'Begin with window light; a phone will do. Hang it on your team’s wall.',
      ],
      story: [
        '两次课：一次讲光，一次讲怎样让人不紧张。作业是给同事拍一张他愿意寄回家的照片。',
        'Two lessons: light, and how to make people forget you. Homework: a picture a colleague would send home.',
      ],
      space: 'studio',
      teacher: 'photo',
      seats: 18,
      demand: 1.1,
      when: [{ weekly: [4], at: '18:00', minutes: 90, to: 20 }],
    },
    {
      key: 'red-wall-reading',
      kind: 'reading',
      title: ['红墙夜读·工友来信', 'Reading by the red wall: letters from workers'],
      summary: [
        '每晚读三封来信，写信的人也许就坐在旁边。',
        'Three letters an evening; the writer may sit beside you.',
      ],
      story: [
        '来信由各地职工投稿，隐去姓名。读完可以写一封回信放进信箱。',
        'Letters come from all over the country, without names. Write an answer and put it into the box.',
      ],
      space: 'reading',
      companions: 1,
      seats: 40,
      demand: 0.45,
      when: [{ weekly: [5], at: '18:30', minutes: 80 }],
    },
    {
      key: 'team-day',
      kind: 'group_day',
      title: ['班组主题日：在太庙上一课', 'A team day at the temple'],
      summary: [
        '看展、听讲、宣誓、合影，半天走完一条线。',
        'Exhibition, talk, pledge and picture in half a day.',
      ],
      story: [
        '以班组或支部为单位，由一人预约，同行人数写在同伴里；超过六人请联系前台单独排期。',
        'One person books for the team and names companions; larger groups ask the front desk.',
      ],
      space: 'lecture',
      companions: 5,
      seats: 90,
      demand: 0.4,
      when: [{ weekly: [3], at: '09:00', minutes: 180 }],
    },
  ],
};
