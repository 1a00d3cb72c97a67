/**
 * `npm run bench -- <name> …`: runs the named benchmarks (all without a name) and prints one JSON line a metric.
 * Baselines run on the same machine in the same run: compare ratios, not absolute figures.
 */
import { Refusal, runTool } from '../tools/refusal.ts';
import { buildWeb, isWebBuilt } from '../tools/web-build.ts';
import { benchBallot } from './ballot.ts';
import { benchBook } from './book.ts';
import { benchCheckin } from './checkin.ts';
import { benchGallery, benchTally, benchVotes } from './contest.ts';
import { benchDemo } from './demo.ts';
import { benchExport } from './export.ts';
import { benchPages } from './pages.ts';
import { benchPlayable } from './playable.ts';
import { benchPlays } from './plays.ts';
import { benchRollup } from './rollup.ts';
import { benchRush, benchRushMixed, benchSoldOut } from './rush.ts';
import { benchSearch } from './search.ts';
import { benchSeatMap } from './seatmap.ts';
import { benchStart } from './start.ts';
import { benchTable } from './table.ts';
import { benchTranscode } from './transcode.ts';
import { benchUpload } from './upload.ts';
import { benchWaitroom } from './waitroom.ts';

const benchmarks: Readonly<Record<string, () => Promise<void>>> = {
  start: benchStart,
  demo: benchDemo,
  pages: benchPages,
  plays: benchPlays,
  upload: benchUpload,
  playable: benchPlayable,
  transcode: benchTranscode,
  search: benchSearch,
  book: benchBook,
  ballot: benchBallot,
  rush: benchRush,
  'rush-mixed': benchRushMixed,
  soldout: benchSoldOut,
  checkin: benchCheckin,
  waitroom: benchWaitroom,
  seatmap: benchSeatMap,
  table: benchTable,
  export: benchExport,
  votes: benchVotes,
  gallery: benchGallery,
  tally: benchTally,
  rollup: benchRollup,
};

/** What takes the better part of an hour runs only when it is named. */
const ONLY_BY_NAME = ['rollup'];

await runTool(async () => {
  const names = process.argv.slice(2);
  const chosen =
    names.length > 0 ? names : Object.keys(benchmarks).filter((name) => !ONLY_BY_NAME.includes(name));
  // Pages of older sources would be measured otherwise.
  if (!isWebBuilt()) await buildWeb(() => undefined);
  for (const name of chosen) {
    const run = benchmarks[name];
    if (run === undefined) {
      const known = Object.keys(benchmarks).join(', ');
      throw new Refusal(
        `没有名为 ${name} 的基准测试，可选：${known}`,
        `No benchmark is named ${name}: choose from ${known}`,
      );
    }
    await run();
  }
});
