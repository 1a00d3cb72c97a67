import assert from 'node:assert/strict';
import { test } from 'node:test';
import { creditGrades, creditRules, defaultCreditRules } from '@wengong/contract';
import fc from 'fast-check';
import { type Debit, gradeOf, recoveryOf, remaining, scoreAt, standingAt, tryRules } from './credit.rules.ts';

const NOW = Date.parse('2026-11-23T04:00:00Z');
const DAY = 86_400_000;

const debit: fc.Arbitrary<Debit> = fc.record({
  points: fc.integer({ min: 1, max: 50 }),
  halfLifeDays: fc.integer({ min: 7, max: 365 }),
  occurredAt: fc.integer({ min: -400, max: 0 }).map((days) => new Date(NOW + days * DAY)),
});
const debits = fc.array(debit, { maxLength: 12 });
const later = fc.integer({ min: 0, max: 900 * 24 }).map((hours) => new Date(NOW + (hours * DAY) / 24));

test('a score is from 0 to 100, and 100 without entries', () => {
  fc.assert(
    fc.property(debits, later, (all, at) => {
      const score = scoreAt(all, at);
      assert.ok(score >= 0 && score <= 100);
    }),
  );
  assert.equal(scoreAt([], new Date(NOW)), 100);
});

test('with nothing added a score only rises, and each entry has cost half of its points after its half-life', () => {
  fc.assert(
    fc.property(debits, later, later, (all, one, two) => {
      const [first, second] = one < two ? [one, two] : [two, one];
      assert.ok(scoreAt(all, first) <= scoreAt(all, second) + 1e-9);
    }),
  );
  fc.assert(
    fc.property(debit, (one) => {
      const half = new Date(one.occurredAt.getTime() + one.halfLifeDays * DAY);
      assert.ok(Math.abs(remaining(one, half) - one.points / 2) < 1e-9);
    }),
  );
});

test('the same entries give exactly the same score in whatever order', () => {
  fc.assert(
    fc.property(debits, fc.array(fc.nat(), { maxLength: 12 }), (all, keys) => {
      const shuffled = all
        .map((each, index) => ({ each, key: keys[index] ?? 0 }))
        .toSorted((a, b) => a.key - b.key)
        .map(({ each }) => each);
      assert.equal(scoreAt(shuffled, new Date(NOW)), scoreAt(all, new Date(NOW)));
    }),
  );
});

test('another entry never raises a score, and a relief brings back what it was without the entry', () => {
  fc.assert(
    fc.property(debits, debit, later, (all, one, at) => {
      assert.ok(scoreAt([...all, one], at) <= scoreAt(all, at));
      const relieved = [...all, one, { ...one, points: -one.points }];
      assert.ok(Math.abs(scoreAt(relieved, at) - scoreAt(all, at)) < 1e-9);
    }),
  );
});

test('a standing lasts until its next grade begins, and not a moment too long', () => {
  fc.assert(
    fc.property(debits, (all) => {
      const { grade, nextGradeAt } = standingAt(all, defaultCreditRules, new Date(NOW));
      if (nextGradeAt === null) return assert.equal(grade, 'excellent');
      const rank = (at: Date) =>
        creditGrades.indexOf(gradeOf(Math.round(scoreAt(all, at)), defaultCreditRules));
      assert.ok(nextGradeAt.getTime() > NOW);
      assert.ok(rank(nextGradeAt) < creditGrades.indexOf(grade));
      assert.equal(rank(new Date(nextGradeAt.getTime() - 3 * 60_000)), creditGrades.indexOf(grade));
    }),
  );
});

test('the lower the grade the less it allows, and it always allows something', () => {
  const { fair, low } = defaultCreditRules;
  assert.ok(creditRules.safeParse(defaultCreditRules).success);
  assert.ok(low.maxActive >= 1 && low.maxActive <= fair.maxActive);
  assert.ok(!creditRules.safeParse({ ...defaultCreditRules, low: { ...low, maxActive: 0 } }).success);
  assert.ok(!creditRules.safeParse({ ...defaultCreditRules, low: { ...low, maxActive: 6 } }).success);
  const grades = { excellent: 60, good: 70, fair: 50 };
  assert.ok(!creditRules.safeParse({ ...defaultCreditRules, grades }).success);
});

test('where credit is off nothing counts', () => {
  const rules = { ...defaultCreditRules, enabled: false };
  const one = { points: 50, halfLifeDays: 30, occurredAt: new Date(NOW) };
  assert.deepEqual(standingAt([one, one], rules, new Date(NOW)), {
    score: 100,
    grade: 'excellent',
    effects: null,
    nextGradeAt: null,
  });
});

test('one miss changes nothing, a second within a month asks for a little, and half a year mends it', () => {
  const { afterOne, afterTwo, daysToExcellent } = tryRules(defaultCreditRules, new Date(NOW));
  assert.deepEqual([afterOne.score, afterOne.grade, afterOne.effects], [80, 'good', null]);
  assert.deepEqual([afterTwo.score, afterTwo.grade], [66, 'fair']);
  assert.equal(afterTwo.effects?.maxActive, 5);
  assert.ok(daysToExcellent > 30 && daysToExcellent < 180, String(daysToExcellent));
});

test('the course of recovery begins now and ends once it is whole', () => {
  fc.assert(
    fc.property(debits, (all) => {
      const course = recoveryOf(all, new Date(NOW));
      assert.equal(course[0]?.at.getTime(), NOW);
      assert.ok(course.length <= 27);
      assert.ok(course.slice(0, -1).every(({ score }) => score < 99));
    }),
  );
});
