/** `npm run signins`: how to sign in to the demonstration, with the one-time codes that are good now. */
import { withDatabase } from './database.ts';
import { describeSignIns, readSignIns } from './demonstration.ts';
import { readEnvironment } from './environment.ts';
import { Refusal, runTool } from './refusal.ts';

await runTool(async () => {
  const environment = readEnvironment();
  const signIns = await withDatabase(environment, (url) => readSignIns(environment, url));
  if (signIns.length === 0) {
    throw new Refusal(
      '没有载入演示数据：npm run demo 可重新载入',
      'No demonstration is loaded: npm run demo loads it',
    );
  }
  console.log(describeSignIns(signIns).join('\n'));
});
