import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { latestNameBy, nameByOf, teamOffer } from './teams.rules.ts';

const now = new Date('2026-11-23T00:00:00Z');
const HOUR = 3_600_000;
const inHours = (hours: number) => new Date(now.getTime() + hours * HOUR);
const session = (hours: number, release = 'first_come', series = false) => ({
  startsAt: inHours(hours),
  endsAt: inHours(hours + 1),
  release,
  activity: { series },
});
const rules = { team_seats: 20, team_return_hours: 24 };

test('a deadline leaves the palace its hours, the team its half hour, and is never longer than a week', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 0, max: 720 }), (hours, kept) => {
      const latest = latestNameBy({ ...rules, team_return_hours: kept }, session(hours), now);
      if (latest === null) assert.ok(hours - kept < 0.5);
      else {
        assert.ok(latest <= inHours(hours - kept) && latest <= inHours(168));
        assert.ok(latest >= inHours(0.5));
        assert.equal(nameByOf(latest, latest, now), latest);
        assert.equal(nameByOf(new Date(latest.getTime() + 1), latest, now), null);
      }
    }),
  );
});

test('nothing is offered where a palace allows none, nor of ballots, waiting rooms and courses', () => {
  assert.deepEqual(teamOffer(rules, session(100), 12, now), { most: 12, nameBy: inHours(76) });
  assert.equal(teamOffer(rules, session(100), 50, now)?.most, 20);
  assert.equal(teamOffer(rules, session(100), 1, now), null);
  assert.equal(teamOffer({ ...rules, team_seats: 0 }, session(100), 50, now), null);
  assert.equal(teamOffer(rules, session(24), 50, now), null);
  assert.equal(teamOffer(rules, session(100, 'ballot'), 50, now), null);
  assert.equal(teamOffer(rules, session(100, 'first_come', true), 50, now), null);
});
