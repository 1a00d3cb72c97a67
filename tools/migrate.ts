/** `npm run migrate`: brings the database's tables up to this release. */
import { migrate, withDatabase } from './database.ts';
import { readEnvironment } from './environment.ts';
import { runTool } from './refusal.ts';

await runTool(async () => {
  const environment = readEnvironment();
  await withDatabase(environment, (url) => migrate(environment, url));
  console.log('✓ 数据表已是最新 The tables are up to date');
});
