/** One caption: when, ms, and what. */
export interface Cue {
  readonly startMs: number;
  readonly endMs: number;
  readonly text: string;
}

/** A text that is no WebVTT and no SRT: the line that could not be read, from 1. */
export interface Unreadable {
  readonly line: number;
}

const TIMES =
  /^(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{3})\s+-->\s+(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{3})/;
const LONGEST = 500;
const MOST = 20_000;

/** Reads WebVTT or SRT. What is said is kept; styles, regions, notes and positions are left out. */
export function readCaptions(text: string): readonly Cue[] | Unreadable {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const cues: Cue[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (/^(NOTE|STYLE|REGION|WEBVTT)\b/.test(line)) {
      while (at + 1 < lines.length && lines[at + 1]?.trim() !== '') at++;
      continue;
    }
    if (!line.includes('-->')) continue;
    const times = TIMES.exec(line.trim());
    if (times === null) return { line: at + 1 };
    const [startMs, endMs] = [msOf(times.slice(1, 5)), msOf(times.slice(5, 9))];
    const said: string[] = [];
    while (at + 1 < lines.length && lines[at + 1]?.trim() !== '') said.push(lines[++at] ?? '');
    const words = said
      .join('\n')
      .replaceAll(/<[^>]*>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&nbsp;', ' ')
      .replaceAll('&amp;', '&')
      .trim();
    if (endMs <= startMs || words.length > LONGEST) return { line: at + 1 };
    if (words !== '') cues.push({ startMs, endMs, text: words });
    if (cues.length > MOST) return { line: at + 1 };
  }
  return cues.length === 0 ? { line: 1 } : cues.toSorted((a, b) => a.startMs - b.startMs);
}

/** Writes WebVTT that every player reads, and that holds nothing but words and times. */
export function writeCaptions(cues: readonly Cue[]): string {
  const blocks = cues.map(
    ({ startMs, endMs, text }) =>
      `${timeOf(startMs)} --> ${timeOf(endMs)}\n${text
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('-->', '--&gt;')
        .replaceAll(/\n{2,}/g, '\n')}`,
  );
  return `WEBVTT\n\n${blocks.join('\n\n')}\n`;
}

function msOf([hours, minutes, seconds, ms]: readonly (string | undefined)[]): number {
  return ((Number(hours ?? 0) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(ms);
}

function timeOf(ms: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const seconds = Math.floor(ms / 1000);
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return `${clock}.${String(ms % 1000).padStart(3, '0')}`;
}
