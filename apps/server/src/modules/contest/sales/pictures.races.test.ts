import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  addContestSalesPicture,
  decideContestSales,
  listAudit,
  removeContestSalesPicture,
} from '@wengong/contract';
import type { TestApp } from '../../../testkit/app.ts';
import { attempt, change, goesWrong } from '../../booking/booking.races.factory.ts';
import { gateWrites, keyOf, meetAtGate } from '../contest.factory.ts';
import { openContests } from '../open-contests.factory.ts';
import { addPhoto, mySales, photo, type Reported, reportSales } from './pictures.factory.ts';

/** Pictures and decisions wait where they are written, so that two of them meet. */
async function gateSales(target: TestApp): Promise<void> {
  await gateWrites(target, 'update on contest_sales', `new.state <> 'waiting'`);
  // After the trigger that guards: in the order of their names.
  await change(
    target,
    `create trigger zz_wait_at_gate before insert on contest_sales_picture for each row
      execute function wait_at_gate()`,
  );
}

const app = await openContests();
await gateSales(app);

const path = (route: { readonly path: string }, params: Readonly<Record<string, string>>) =>
  route.path.replaceAll(/:(\w+)/g, (_, name: string) => params[name] ?? '');

/** Small: whoever waits at the gate meanwhile does so for three seconds at most. */
const smallPhoto = async (background: string): Promise<string> =>
  (await photo(background, 60, 40)).toString('base64');

const add = (target: TestApp, { entryId, reportId, entrant }: Reported, file: string) =>
  target.inject({
    method: 'POST',
    url: path(addContestSalesPicture, { entryId, reportId }),
    headers: { cookie: entrant.cookie },
    payload: { file },
  });

const decide = (target: TestApp, { desk, reportId }: Reported) =>
  target.inject({
    method: 'POST',
    url: path(decideContestSales, { ...keyOf(desk), reportId }),
    headers: { cookie: desk.director.cookie },
    payload: { accept: true },
  });

const remove = (target: TestApp, { entryId, reportId, entrant }: Reported, pictureId: string) =>
  target.inject({
    method: 'DELETE',
    url: path(removeContestSalesPicture, { entryId, reportId, pictureId }),
    headers: { cookie: entrant.cookie },
  });

/** How many pictures the decision was about, by the log, and how many the report has. */
async function decidedAndThere(target: TestApp, report: Reported): Promise<[number, number]> {
  const { items } = await target.call(listAudit, {
    params: { palaceId: report.desk.palaceId },
    query: {},
    as: report.desk.director,
  });
  const noted = items.find((item) => item.action === 'contest-sales.accept');
  const { pictures } = (noted?.after ?? { pictures: [] }) as { pictures: string[] };
  return [pictures.length, (await mySales(target, report))?.pictures.length ?? 0];
}

/** A report is accepted while its entrant changes its pictures. */
async function changeWhileDecided(target: TestApp, how: 'add' | 'remove') {
  const report = await reportSales(target);
  const { id } = await addPhoto(target, report);
  const file = await smallPhoto('#2e7d5b');
  const answers = await meetAtGate(target, [
    () => decide(target, report),
    () => (how === 'add' ? add(target, report, file) : remove(target, report, id)),
  ]);
  const counts = await attempt(answers.map((answer) => Promise.resolve(answer)));
  return { counts, pictures: await decidedAndThere(target, report) };
}

/** Five different pictures are added at once; gives how many there are then. */
async function addFive(target: TestApp) {
  const report = await reportSales(target);
  const colours = ['#000000', '#333333', '#666666', '#999999', '#cccccc'];
  const files = await Promise.all(colours.map(smallPhoto));
  const counts = await attempt(files.map((file) => add(target, report, file)));
  return { counts, pictures: (await mySales(target, report))?.pictures.length };
}

test('a picture that is added or taken off while the report is decided comes too late', async () => {
  for (const how of ['add', 'remove'] as const)
    assert.deepEqual(await changeWhileDecided(app, how), {
      counts: { done: 1, 'sales-decided': 1 },
      pictures: [1, 1],
    });
});

test('of five pictures that are added at once three are taken', async () => {
  assert.deepEqual(await addFive(app), { counts: { done: 3, 'sales-pictures-full': 2 }, pictures: 3 });
});

test('control: without the guard decided reports change and more than three pictures are taken', async () => {
  await goesWrong(
    async (target) => {
      await gateSales(target);
      await change(target, 'drop trigger contest_sales_picture_open on contest_sales_picture');
      await change(target, 'alter table contest_sales_picture drop constraint contest_sales_picture_place');
    },
    async (target) => {
      assert.deepEqual((await changeWhileDecided(target, 'add')).pictures, [1, 2]);
      assert.deepEqual((await changeWhileDecided(target, 'remove')).pictures, [1, 0]);
      assert.equal((await addFive(target)).pictures, 5);
    },
  );
});

test('control: without holding the report, one that is being decided changes', async () => {
  await goesWrong(
    async (target) => {
      await gateSales(target);
      const { rows } = await target.deps.db.pool.query<{ source: string }>(
        `select pg_get_functiondef('contest_sales_picture_open'::regproc) as source`,
      );
      const without = rows[0]?.source.replace('for no key update', '') ?? '';
      assert.notEqual(without, rows[0]?.source);
      await change(target, without);
    },
    async (target) => {
      assert.deepEqual((await changeWhileDecided(target, 'add')).pictures, [1, 2]);
    },
  );
});
