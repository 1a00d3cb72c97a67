import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bookingStatuses, invitationStatuses } from '@wengong/contract';
import fc from 'fast-check';
import { invitationToken, readInvitationToken } from './invitation-token.ts';
import {
  acceptUntil,
  companionsAreInvited,
  invitationStatusOf,
  transferObstacleOf,
  transferUntil,
} from './transfer.rules.ts';

const key = Buffer.alloc(32, 7);
const minute = 60_000;
const at = fc.integer({ min: 0, max: 4e12 }).map((ms) => new Date(ms));

test('an invitation lasts half an hour at most, and never beyond what limits it', () => {
  fc.assert(
    fc.property(at, at, (now, latest) => {
      const until = acceptUntil(now, latest);
      assert.ok(until <= latest && until.getTime() <= now.getTime() + 30 * minute);
    }),
  );
});

test('an invitation is open only while its booking stands and its time runs', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('transfer' as const, 'companion' as const),
      fc.constantFrom(...invitationStatuses),
      fc.constantFrom(...bookingStatuses),
      at,
      at,
      (kind, status, booking, expires, now) => {
        const seen = invitationStatusOf({ kind, status, expires_at: expires }, booking, now);
        if (status !== 'open') assert.equal(seen, status);
        if (seen === 'open') assert.ok(now < expires && ['confirmed', 'checked_in'].includes(booking));
        if (kind === 'transfer' && booking === 'checked_in') assert.notEqual(seen, 'open');
      },
    ),
  );
});

test('nothing is handed over too late, too often, or by who received it', () => {
  const booking = fc.record({
    startsAt: at,
    endsAt: at,
    status: fc.constantFrom(...bookingStatuses),
    received: fc.boolean(),
    used: fc.nat(5),
    companionsPending: fc.boolean(),
    bound: fc.boolean(),
  });
  const rules = fc.record({
    transfers_per_month: fc.nat(3),
    transfer_until_minutes: fc.nat(1000),
  });
  fc.assert(
    fc.property(booking, rules, at, (one, by, now) => {
      if (transferObstacleOf(one, by, now) !== null) return;
      assert.ok(one.status === 'confirmed' && !one.received && !one.bound && !one.companionsPending);
      assert.ok(one.used < by.transfers_per_month && now < transferUntil(by, one));
    }),
    { numRuns: 500 },
  );
});

test('companions are invited by rule, in a rush only where places are not first come first served', () => {
  assert.equal(companionsAreInvited('named', 'ballot'), false);
  assert.equal(companionsAreInvited('rush', 'first_come'), false);
  assert.equal(companionsAreInvited('rush', 'waiting_room'), true);
  assert.equal(companionsAreInvited('invited', 'first_come'), true);
});

test('a link names its invitation; any character changed, or another key, and it names nothing', () => {
  const ids = fc.record({ palaceId: fc.uuid(), invitationId: fc.uuid() }, { noNullPrototype: true });
  fc.assert(
    fc.property(ids, fc.nat(63), fc.constantFrom(...'ABCxyz019-_'), (named, position, letter) => {
      const token = invitationToken(key, named);
      assert.equal(token.length, 64);
      assert.deepEqual(readInvitationToken(key, token), named);
      assert.equal(readInvitationToken(Buffer.alloc(32, 8), token), null);
      const changed = token.slice(0, position) + letter + token.slice(position + 1);
      if (changed !== token) assert.equal(readInvitationToken(key, changed), null);
    }),
  );
  fc.assert(fc.property(fc.string(), (text) => assert.equal(readInvitationToken(key, text), null)));
});
