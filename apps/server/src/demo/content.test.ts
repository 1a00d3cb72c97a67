import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PalaceContent, Text } from './content.ts';
import { palaces } from './palaces/index.ts';

const HAN = /\p{Script=Han}/u;

/** Every text that people read, with where it stands. */
function textsOf(palace: PalaceContent): [where: string, text: Text][] {
  return [
    ['name', palace.name],
    ['tagline', palace.tagline],
    ...palace.story.map((text, nth): [string, Text] => [`story ${nth}`, text]),
    ...palace.spaces.flatMap(({ key, name, description }): [string, Text][] => [
      [`space ${key}`, name],
      [`space ${key}`, description],
    ]),
    ...palace.brands.flatMap(({ key, name, story, figures }): [string, Text][] => [
      [`brand ${key}`, name],
      [`brand ${key}`, story],
      ...figures.map(({ label }): [string, Text] => [`figure of ${key}`, label]),
    ]),
    ...palace.landmarks.flatMap(({ key, name, story }): [string, Text][] => [
      [`landmark ${key}`, name],
      [`landmark ${key}`, story],
    ]),
    ...palace.announcements.map(({ title }): [string, Text] => ['announcement', title]),
    ...palace.activities.flatMap(({ key, title, summary, story }): [string, Text][] => [
      [`activity ${key}`, title],
      [`summary of ${key}`, summary],
      [`story of ${key}`, story],
    ]),
  ];
}

for (const palace of palaces) {
  test(`${palace.slug}: Chinese and English for every text`, () => {
    for (const [where, [zh, en]] of textsOf(palace)) {
      assert.ok(HAN.test(zh), `${where}: no Chinese`);
      assert.ok(/[a-z]/i.test(en) && !HAN.test(en), `${where}: no English, or Chinese in it: ${en}`);
    }
    assert.ok(palace.story.length >= 2 && palace.spaces.length >= 4 && palace.activities.length >= 6);
  });

  test(`${palace.slug}: names what it has`, () => {
    const spaces = new Map(palace.spaces.map((space) => [space.key, space]));
    for (const activity of palace.activities) {
      const space = activity.space === undefined ? undefined : spaces.get(activity.space);
      assert.ok(activity.seats <= (space?.capacity ?? 0), `${activity.key} has more seats than its room`);
      assert.ok(activity.teacher === undefined || activity.teacher in palace.teachers, activity.key);
      const brands = palace.brands.map((brand) => brand.key);
      assert.ok(activity.brand === undefined || brands.includes(activity.brand), activity.key);
      const partners = palace.partners.map((partner) => partner.key);
      assert.ok(
        (activity.partners ?? []).every((key) => partners.includes(key)),
        activity.key,
      );
      const reserved = Object.values(activity.reserved ?? {}).reduce((sum, seats) => sum + seats, 0);
      assert.ok(reserved < activity.seats, `${activity.key} keeps no seat for everybody`);
    }
  });
}

test('says that it is a demonstration', () => {
  for (const palace of palaces) {
    assert.match(palace.address, /（演示地址）$/);
    for (const partner of palace.partners) assert.match(partner.name, /（演示）$/);
  }
});

test('tells every kind of activity', () => {
  const kinds = new Set(palaces.flatMap((palace) => palace.activities.map((activity) => activity.kind)));
  assert.equal(kinds.size, 12);
});
