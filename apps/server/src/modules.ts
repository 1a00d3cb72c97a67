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
  moderation: ['identity', 'network'],
  media: ['identity', 'network', 'programme', 'moderation'],
  contest: ['identity', 'network', 'moderation', 'media'],
  lecture: ['identity', 'network', 'programme', 'booking', 'media'],
  notice: [
    'identity',
    'network',
    'venue',
    'programme',
    'booking',
    'moderation',
    'media',
    'contest',
    'lecture',
  ],
  statistics: ['identity', 'network', 'venue', 'programme', 'booking'],
} as const satisfies Record<string, readonly string[]>;
