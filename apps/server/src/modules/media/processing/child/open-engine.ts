import type { Transcoder } from '../orders.ts';
import type { Engine } from './engine.ts';

/** The engine of a transcoder. The libraries of node-av are loaded only for itself. */
export async function openEngine(transcoder: Transcoder): Promise<Engine> {
  if (transcoder.kind === 'node-av') return (await import('./node-av-engine.ts')).nodeAvEngine;
  return (await import('./ffmpeg/engine.ts')).ffmpegEngine(transcoder);
}
