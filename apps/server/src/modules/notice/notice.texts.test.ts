import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { messageKinds } from './notice.kinds.ts';
import { textsOf } from './notice.texts.ts';

const params = fc.record(
  {
    subject: fc.constantFrom('书法入门', '羽毛球场 1 号'),
    subjectEn: fc.constantFrom('First steps in calligraphy', 'Court 1'),
    palace: fc.constant('测试工人文化宫'),
    palaceEn: fc.constant('Test workers’ palace'),
    timeZone: fc.constantFrom('Asia/Shanghai', 'Asia/Urumqi'),
    startsAt: fc.constantFrom('2026-11-23T11:00:00.000Z', '2026-12-31T15:30:00.000Z'),
    endsAt: fc.constantFrom('2026-11-23T13:00:00.000Z', '2026-12-31T17:00:00.000Z'),
    place: fc.option(fc.constant('多功能厅')),
    placeEn: fc.option(fc.constant('Main hall')),
    seats: fc.integer({ min: 1, max: 9 }),
    seatNames: fc.constant('5排12座'),
    seatNamesEn: fc.constant('Row 5 seat 12'),
    position: fc.integer({ min: 1, max: 999 }),
    until: fc.constant('2026-11-23T10:00:00.000Z'),
    reason: fc.option(fc.constant('设备检修')),
    previousStartsAt: fc.constant('2026-11-22T11:00:00.000Z'),
    previousEndsAt: fc.constant('2026-11-22T13:00:00.000Z'),
    conflict: fc.boolean(),
    byStaff: fc.boolean(),
    ask: fc.boolean(),
    cause: fc.constantFrom('no_show', 'late_cancel', 'late_space'),
    points: fc.integer({ min: 1, max: 50 }),
    score: fc.integer({ min: 0, max: 100 }),
    label: fc.constant('第三党支部'),
    name: fc.constant('王建国'),
    accepted: fc.boolean(),
    left: fc.option(fc.integer({ min: 0, max: 200 })),
    amountFen: fc.integer({ min: 0, max: 100_000 }),
    text: fc.constant('金奖'),
    textEn: fc.constant('Gold'),
  },
  { noNullPrototype: true },
);

// What the staff wrote is theirs.
const ownKinds = messageKinds.filter((kind) => kind !== 'booking.mailing');

test('every kind of message has whole sentences in both languages', () => {
  for (const kind of ownKinds) {
    fc.assert(
      fc.property(params, (values) => {
        // Only a pass may be without a number of visits; a team always knows how many seats are left.
        const left = kind.startsWith('pass.') ? values.left : (values.left ?? 1);
        const { zh, en } = textsOf(kind, { ...values, left });
        assert.match(zh.body, /[。]/);
        assert.ok(zh.body.includes(values.subject));
        assert.ok(en.body.includes(values.subjectEn));
        for (const text of [zh.title, zh.body, en.title, en.body]) {
          assert.doesNotMatch(text, /undefined|null|NaN|Invalid/, `${kind}: ${text}`);
          assert.ok(text.length > 0 && text.length < 400);
        }
      }),
    );
  }
});

test('times are those of the palace, the end without its day when it is the same', () => {
  const values = {
    subject: '讲座',
    subjectEn: 'Lecture',
    palace: '测试工人文化宫',
    palaceEn: 'Test workers’ palace',
    timeZone: 'Asia/Shanghai',
    startsAt: '2026-11-23T11:00:00.000Z',
    endsAt: '2026-11-23T13:00:00.000Z',
  };
  const { zh, en } = textsOf('booking.reminder', values);
  assert.match(zh.body, /11月23日周一 19:00–21:00/);
  assert.match(en.body, /Mon 23 November at 19:00–21:00/);
  const overnight = textsOf('booking.reminder', { ...values, endsAt: '2026-11-23T17:00:00.000Z' });
  assert.match(overnight.zh.body, /11月23日周一 19:00–11月24日周二 01:00/);
});

test('a move of the place alone does not speak of a new time', () => {
  const same = { startsAt: '2026-11-23T11:00:00.000Z', endsAt: '2026-11-23T13:00:00.000Z' };
  const values = {
    subject: '讲座',
    subjectEn: 'Lecture',
    palace: '馆',
    palaceEn: 'Palace',
    timeZone: 'Asia/Shanghai',
    ...same,
    previousStartsAt: same.startsAt,
    previousEndsAt: same.endsAt,
    conflict: false,
  };
  assert.match(textsOf('booking.moved', values).zh.body, /更换了地点/);
  assert.match(
    textsOf('booking.moved', { ...values, previousEndsAt: '2026-11-23T12:00:00.000Z' }).zh.body,
    /原定/,
  );
});
