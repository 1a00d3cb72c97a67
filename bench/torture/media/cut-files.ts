/**
 * Preloaded into a worker by the controls: cuts what was made before it is stored, as a full disk does unnoticed, and, when
 * told so, takes away the verification that would find it.
 */
import { registerHooks } from 'node:module';

const MARK = '): Promise<number> {';
const CUT = `
  for (const { name } of made.rungs) {
    const file = path.join(made.folder, name, 'media.mp4');
    await truncate(file, Math.floor((await stat(file)).size / 2));
  }`;
const UNVERIFIED = `
  return made.rungs.length + 100;`;

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (!url.endsWith('/processing/publish-revision.ts')) return loaded;
    const source = String(loaded.source);
    if (source.split(MARK).length !== 2) throw new Error('the verification is not where it was');
    const off = process.env.TORTURE_VERIFICATION === 'taken' ? UNVERIFIED : '';
    return {
      ...loaded,
      source: `import { truncate } from 'node:fs/promises';\n${source.replace(MARK, `${MARK}${CUT}${off}`)}`,
    };
  },
});
