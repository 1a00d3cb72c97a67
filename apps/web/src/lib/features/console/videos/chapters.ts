import type { Chapter } from '@wengong/contract/media';
import { clock } from '#lib/features/video/duration.ts';

/** Chapters as lines of time and title, in order; the number of a line, from 1, that is not one or comes too early. */
export function readChapters(text: string): readonly Chapter[] | { readonly line: number } {
  const chapters: Chapter[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const [, hours, minutes, seconds, title] = /^\s*(?:(\d+):)?(\d{1,3}):(\d{2})\s+(\S.*)$/.exec(line) ?? [];
    if (minutes === undefined || seconds === undefined || title === undefined) return { line: index + 1 };
    const startMs = ((Number(hours ?? 0) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
    if (startMs <= (chapters.at(-1)?.startMs ?? -1)) return { line: index + 1 };
    chapters.push({ startMs, title: title.trim().slice(0, 80) });
  }
  return chapters;
}

export const writeChapters = (chapters: readonly Chapter[]): string =>
  chapters.map(({ startMs, title }) => `${clock(startMs)} ${title}`).join('\n');
