/**
 * Every module and the modules whose front door (`index.ts`) it may import: the architecture on one page.
 * `tools/boundaries` holds the source to it.
 */
export const modules = {
  identity: [],
  network: ['identity'],
  venue: ['identity', 'network'],
  programme: ['identity', 'network', 'venue'],
  booking: ['identity', 'network', 'venue', 'programme'],
  media: ['identity', 'network', 'programme'],
  contest: ['identity', 'network', 'media'],
  notice: ['identity', 'network', 'venue', 'programme', 'booking', 'media', 'contest'],
  statistics: ['identity', 'network', 'venue', 'programme', 'booking'],
} as const satisfies Record<string, readonly string[]>;
