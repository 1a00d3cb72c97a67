import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';

export type Log = Logger;

/** Structured logger. Secrets and personal data never reach it: known carriers are cut out here. */
export function createLog(config: Pick<Config, 'logLevel'>): Log {
  return pino({
    level: config.logLevel,
    redact: {
      paths: [
        'req.headers.cookie',
        'req.headers.authorization',
        'headers.cookie',
        'headers.authorization',
        '*.phone',
        '*.password',
        '*.code',
        '*.secret',
      ],
      censor: '[cut]',
    },
  });
}
