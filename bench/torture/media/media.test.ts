import assert from 'node:assert/strict';
import { readdir, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { tortureMedia } from './torture.ts';

// The short run of `npm run torture -- media`: a web server, a worker, a durable PostgreSQL.

test('server, worker and PostgreSQL killed during uploads and jobs lose nothing; the checker sees damage', async () => {
  const report = await tortureMedia({
    uploads: 5,
    contenders: 4,
    seed: 3,
    killEveryMs: 2500,
    web: 1,
    workers: 1,
    damage: async ({ dataDir, database }) => {
      const files = join(dataDir, 'files', 'media');
      const { rows } = await database.query<{ id: string; revision: number; name: string }>(
        `select asset.id, asset.revision, made.rungs -> 0 ->> 'name' as name from media_asset as asset
         join media_revision as made on made.asset_id = asset.id and made.revision = asset.revision
         where status = 'ready' order by asset.id limit 3`,
      );
      const [cut, other, playable] = rows;
      await truncate(
        join(files, 'vod', cut?.id ?? '', `r${cut?.revision}`, cut?.name ?? '', 'media.mp4'),
        900,
      );
      const [original = ''] = await readdir(join(files, 'originals', other?.id ?? ''));
      await truncate(join(files, 'originals', other?.id ?? '', original), 900);
      await database.query('alter table media_revision disable trigger media_revision_append_only');
      await database.query(`update media_revision set extent = 'playable' where asset_id = $1`, [
        playable?.id,
      ]);
    },
  });
  assert.deepEqual(report.violations, []);
  assert.equal(report.history.finished, 5);
  assert.ok(report.kills.web + report.kills.workers + report.kills.database > 0, 'something was killed');
  const found = report.afterDamage.join('\n');
  for (const fault of [/is cut/, /cannot be played/, /lost or changed/, /ready without all/])
    assert.match(found, fault);
});
