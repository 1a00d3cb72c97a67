import { FORMATS, MOST_STREAMS, PROBE_BYTES } from '../engine.ts';

/**
 * Options under which a file of unknown origin is opened: only as a container of the list, and nothing but this one file is
 * ever opened, whatever is written in it.
 */
export const strictly = (file: string, maxPixels?: number): string[] => [
  ...['-protocol_whitelist', 'file', '-format_whitelist', FORMATS],
  ...['-probesize', String(PROBE_BYTES), '-analyzeduration', String(PROBE_BYTES)],
  ...['-max_streams', String(MOST_STREAMS)],
  ...(maxPixels === undefined ? [] : ['-max_pixels', String(maxPixels)]),
  ...['-i', `file:${file}`],
];
