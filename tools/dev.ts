/**
 * `npm run dev`: the server starts again when its sources change, the pages are built again when theirs do. Log and
 * build output go to the terminal.
 */
import { join } from 'node:path';
import { migrate, openDatabase } from './database.ts';
import { loadDemonstration } from './demonstration.ts';
import { childEnvironment, readEnvironment } from './environment.ts';
import { Progress } from './progress.ts';
import { runTool } from './refusal.ts';
import { root, runNode } from './run.ts';
import { buildWeb, isWebBuilt } from './web-build.ts';

await runTool(async () => {
  const environment = readEnvironment();
  const progress = new Progress();
  const database = await openDatabase(environment);
  try {
    await migrate(environment, database.url);
    if (environment.demo) {
      await progress.step('准备演示数据 Preparing the demonstration', (note) =>
        loadDemonstration(environment, database.url, note),
      );
    }
    if (!isWebBuilt()) await progress.step('构建页面 Building the pages', buildWeb);
    const env = childEnvironment(environment, database.url);
    await Promise.all([
      runNode(
        ['--watch', '--watch-path=apps/server/src', '--watch-path=apps/web/build', 'apps/server/src/main.ts'],
        { env },
      ),
      runNode([join(root, 'node_modules/vite/bin/vite.js'), 'build', '--watch'], {
        cwd: join(root, 'apps/web'),
      }),
    ]);
  } finally {
    await database.stop();
  }
});
