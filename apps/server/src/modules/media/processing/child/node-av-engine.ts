import { AV_LOG_QUIET, Log } from 'node-av';
import { check } from './check.ts';
import { encode } from './encode.ts';
import type { Engine } from './engine.ts';
import { probe } from './probe.ts';
import { remux } from './remux.ts';

Log.setLevel(AV_LOG_QUIET);

/** FFmpeg's libraries, which the optional package node-av brings, within this process. */
export const nodeAvEngine: Engine = { probe, remux, encode, check };
