import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../../tools/run.ts';

const FOLDER = join(root, 'apps/web/src/routes');

/** The pattern of every page that the source has, as `crawl` writes them. */
export function routesOfSource(): string[] {
  return globSync('**/+page{,@*}.svelte', { cwd: FOLDER }).map((file) => {
    const parts = dirname(file).split('/');
    const shown = parts.filter((part) => part !== '.' && !part.startsWith('('));
    return `/${shown.map((part) => part.replace(/\[.*\]/, '*')).join('/')}`;
  });
}
