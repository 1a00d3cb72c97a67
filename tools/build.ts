/** `npm run build`: builds the pages, if their sources changed since they were built. */
import { Progress } from './progress.ts';
import { runTool } from './refusal.ts';
import { buildWeb, isWebBuilt } from './web-build.ts';

await runTool(async () => {
  if (isWebBuilt()) console.log('✓ 页面已是最新 The pages are up to date');
  else await new Progress().step('构建页面 Building the pages', buildWeb);
});
