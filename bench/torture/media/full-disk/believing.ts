/**
 * Preloaded by the control: takes away everything that keeps what a full disk has cut from being published. The worker
 * verifies nothing, and its child believes every write and does not look at what it made. Room comes back before the playlist
 * is written, so that it lists what the disk had no room for.
 */
import { registerHooks } from 'node:module';

interface Change {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const changes: readonly Change[] = [
  {
    file: '/processing/publish-revision.ts',
    from: '): Promise<number> {\n  let bytes = 0;',
    to: '): Promise<number> {\n  return made.rungs.length + 100;\n  let bytes = 0;',
  },
  {
    file: '/processing/run-child.ts',
    from: 'env: { ',
    to: `env: { NODE_OPTIONS: ${JSON.stringify(`--import=${import.meta.url}`)}, BALLAST: process.env.TMPDIR + '/ballast/bytes', `,
  },
  {
    file: '/child/main.ts',
    from: 'await engine.check(file, ms).catch(',
    to: "await engine.check(file, ms).catch(() => ({ codecs: 'avc1.4d401e', width: 2, height: 2 })).catch(",
  },
  {
    file: '/child/rung-writer.ts',
    from: 'await this.#muxer.writePacket(copy, this.#tracks[kind]);',
    to: 'await this.#muxer.writePacket(copy, this.#tracks[kind]).catch(() => undefined);',
  },
  {
    file: '/child/rung-writer.ts',
    from: 'return this.#muxer.close();',
    to: `return import('node:fs').then(({ truncateSync }) => {
      truncateSync(process.env.BALLAST);
      return this.#muxer.close().catch(() => undefined);
    });`,
  },
];

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    const wanted = changes.filter(({ file }) => url.endsWith(file));
    if (wanted.length === 0) return loaded;
    let source = String(loaded.source);
    for (const { file, from, to } of wanted) {
      if (source.split(from).length !== 2) throw new Error(`${file} has not what the control takes away`);
      source = source.replace(from, to);
    }
    return { ...loaded, source };
  },
});
