import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftsOf, forgetDrafts } from './drafts.ts';

/** As a browser keeps it: its entries are its own properties. */
function memoryStorage(limit = Number.POSITIVE_INFINITY): Storage {
  return Object.create(
    {
      getItem(key: string) {
        return Object.hasOwn(this, key) ? (this as unknown as Record<string, string>)[key] : null;
      },
      setItem(key: string, value: string) {
        if (value.length > limit) throw new Error('QuotaExceededError');
        (this as unknown as Record<string, string>)[key] = value;
      },
      removeItem(key: string) {
        delete (this as unknown as Record<string, string>)[key];
      },
    },
    {},
  ) as Storage;
}

test('a draft is its person’s own, and gone after a week', () => {
  const storage = memoryStorage();
  let now = 1_000_000;
  const mine = draftsOf('me', storage, () => now).of<string>('note');
  mine.write('写了一半');
  assert.equal(mine.read()?.value, '写了一半');
  assert.equal(mine.read()?.savedAt.getTime(), now);
  assert.equal(
    draftsOf('you', storage, () => now)
      .of('note')
      .read(),
    null,
  );
  now += 7 * 24 * 3600 * 1000;
  assert.equal(mine.read(), null);
  assert.deepEqual(Object.keys(storage), []);
});

test('signing out forgets everybody’s drafts and nothing else', () => {
  const storage = memoryStorage();
  draftsOf('me', storage).of('note').write(1);
  draftsOf('you', storage).of('note').write(2);
  storage.setItem('wengong.other', 'stays');
  forgetDrafts(storage);
  assert.deepEqual(Object.keys(storage), ['wengong.other']);
});

test('a full, missing or spoiled storage is no reason to fail', () => {
  const full = draftsOf('me', memoryStorage(10)).of('note');
  full.write('longer than ten letters');
  assert.equal(full.read(), null);
  const none = draftsOf('me', null).of('note');
  none.write(1);
  none.drop();
  assert.equal(none.read(), null);
  const spoiled = memoryStorage();
  spoiled.setItem('wengong.draft.me.note', '{');
  assert.equal(draftsOf('me', spoiled).of('note').read(), null);
});
