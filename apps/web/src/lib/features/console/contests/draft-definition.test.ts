import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromDraft, newDefinition, roundAfter, toDraft } from './draft-definition.ts';

test('an instant that nobody touched is sent as it was, to the millisecond', () => {
  const definition = newDefinition(0);
  const odd = { ...definition, entriesOpenAt: '2026-11-22T06:00:07.123Z' };
  const draft = toDraft(odd, 'Asia/Shanghai');
  assert.deepEqual(fromDraft(draft, 'Asia/Shanghai', odd), odd);
  const moved = fromDraft({ ...draft, entriesOpenAt: '2026-11-22T15:00' }, 'Asia/Shanghai', odd);
  assert.equal(Date.parse(moved.entriesOpenAt), Date.parse('2026-11-22T07:00:00Z'));
});

test('a round that is added follows the last one, is as long, and needs no mending', () => {
  const { rounds } = toDraft(newDefinition(0), 'Asia/Shanghai');
  const [heats] = rounds;
  assert.ok(heats);
  const next = roundAfter({ ...heats, startsAt: '2026-11-22T08:00', endsAt: '2026-12-02T20:00' });
  assert.deepEqual(
    [next.kind, next.name, next.nameEn, next.startsAt, next.endsAt],
    ['first', '初评', 'First judging', '2026-12-02T20:00', '2026-12-13T08:00'],
  );
  assert.equal(roundAfter({ ...heats, kind: 'final' }).kind, 'final');
  assert.equal(roundAfter({ ...heats, endsAt: '' }).endsAt, '');
});
