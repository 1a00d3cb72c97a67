/** `npm run figures -- <from> <to>`: counts the figures of these days (YYYY-MM-DD) anew from the rows, for all palaces. */
import { systemClock } from '../apps/server/src/kernel/clock.ts';
import { createDatabase } from '../apps/server/src/kernel/db.ts';
import { rebuildFigures } from '../apps/server/src/modules/statistics/index.ts';
import { withDatabase } from './database.ts';
import { readEnvironment } from './environment.ts';
import { Refusal, runTool } from './refusal.ts';

const isDay = (text: string | undefined): text is string =>
  /^\d{4}-\d\d-\d\d$/.test(text ?? '') && !Number.isNaN(Date.parse(text ?? ''));

await runTool(async () => {
  const [from, to = from] = process.argv.slice(2);
  if (!isDay(from) || !isDay(to) || from > to) {
    throw new Refusal(
      '请写明起止日期，例如：npm run figures -- 2026-01-01 2026-12-31',
      'Name the first and the last day: npm run figures -- 2026-01-01 2026-12-31',
    );
  }
  await withDatabase(readEnvironment(), async (url) => {
    const db = createDatabase({ url, poolSize: 2 });
    try {
      await rebuildFigures({ db, clock: systemClock }, { from, to }, (day) => {
        if (day === to || day.endsWith('-01')) console.log(day);
      });
    } finally {
      await db.close();
    }
  });
  console.log('✓ 已按明细重新统计 The figures are counted anew');
});
