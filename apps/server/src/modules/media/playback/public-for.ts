/**
 * How long caches between keep what is public and may be taken down, s. After it they ask again, and are told with a few
 * bytes that nothing has changed: of what a takedown may take, three seconds, this is one.
 */
const SHARED_S = 1;

/** `cache-control` of what everybody may see until it is taken down; `seconds` for a viewer's own browser. */
export const publicFor = (seconds: number): string => `public, max-age=${seconds}, s-maxage=${SHARED_S}`;
