import { CHOSEN_QUALITY, savesData } from './saves-data.ts';

interface HlsLevel {
  readonly width: number;
  readonly height: number;
}
/** As much of hls.js as is used here. */
interface Hls {
  readonly levels: readonly HlsLevel[];
  readonly config: { maxMaxBufferLength: number };
  currentLevel: number;
  loadLevel: number;
  loadSource(url: string): void;
  attachMedia(video: HTMLVideoElement): void;
  on(
    event: string,
    listener: (name: string, data: { fatal?: boolean; response?: { code: number } }) => void,
  ): void;
  startLoad(): void;
}

/** Fetched ahead of what is watched at most, s: what somebody leaves unwatched was paid for in vain. */
const AHEAD = { save: 15, otherwise: 60 };

interface Telling {
  readonly words: Readonly<Record<string, string>>;
  say(text: string): void;
}

/**
 * Gives the video its source when it is first needed: nothing is fetched before somebody presses play. Who saves data gets
 * the lowest quality from the first byte on, and little of it ahead; the select of qualities changes that at any time.
 */
export function prepareSource(
  box: HTMLElement,
  video: HTMLVideoElement,
  { words, say }: Telling,
): () => Promise<void> {
  let prepared: Promise<void> | null = null;
  const quality = box.querySelector<HTMLSelectElement>('.quality');
  if (quality && savesData()) quality.value = 'save';
  quality?.addEventListener('change', () => {
    if (quality.value === 'auto' || quality.value === 'save')
      localStorage.setItem(CHOSEN_QUALITY, quality.value);
  });
  const prepare = async () => {
    if (!('MediaSource' in window || 'ManagedMediaSource' in window)) {
      // iPhones play HLS themselves; whatever plays neither keeps the plain file.
      const plays = video.canPlayType('application/vnd.apple.mpegurl') !== '';
      const { master, lowestPlaylist, lowestFile } = box.dataset;
      const otherwise = plays ? master : video.src;
      offerSaving(quality, video, { otherwise, save: plays ? lowestPlaylist : lowestFile });
      return;
    }
    const { default: Library } = (await import(/* @vite-ignore */ box.dataset.hls ?? '')) as {
      default: new (options: object) => Hls;
    };
    const hls = new Library({
      startPosition: video.currentTime || -1,
      capLevelToPlayerSize: true,
      ...(quality?.value === 'save' ? { startLevel: 0 } : {}),
    });
    hls.on('hlsError', (_, { fatal, response }) => {
      if (!fatal) return;
      say((response?.code === 404 ? words.expired : words.failed) ?? '');
      if (response?.code !== 404) setTimeout(() => hls.startLoad(), 3000);
    });
    const ready = new Promise<void>((resolve) => hls.on('hlsManifestParsed', () => resolve()));
    hls.loadSource(box.dataset.master ?? '');
    hls.attachMedia(video);
    await ready;
    offerQualities(quality, hls);
  };
  return () => {
    prepared ??= prepare().catch(() => {
      // The plain file, which needs no library.
      if (quality?.value === 'save' && box.dataset.lowestFile) video.src = box.dataset.lowestFile;
      prepared = Promise.resolve();
    });
    return prepared;
  };
}

function offerQualities(quality: HTMLSelectElement | null, hls: Hls): void {
  if (quality === null) return;
  const sides = hls.levels.map(({ width, height }) => Math.min(width, height));
  const lowest = sides.indexOf(Math.min(...sides));
  for (const [index, side] of sides.entries()) {
    if (sides.indexOf(side) === index) quality.add(new Option(`${side}p`, String(index)));
  }
  const choose = () => {
    const saves = quality.value === 'save';
    hls.config.maxMaxBufferLength = saves ? AHEAD.save : AHEAD.otherwise;
    // What is fetched already is watched in the quality it has; who wants more wants it at once.
    if (saves) hls.loadLevel = lowest;
    else hls.currentLevel = quality.value === 'auto' ? -1 : Number(quality.value);
  };
  quality.addEventListener('change', choose);
  choose();
}

/** Two sources to choose from, where the browser itself settles everything between. */
function offerSaving(
  quality: HTMLSelectElement | null,
  video: HTMLVideoElement,
  sources: { readonly save: string | undefined; readonly otherwise: string | undefined },
): void {
  const choose = () => {
    const source = (quality?.value === 'save' ? sources.save : sources.otherwise) ?? '';
    if (source === '' || video.src === new URL(source, location.href).href) return;
    const { currentTime, paused } = video;
    video.src = source;
    video.currentTime = currentTime;
    if (!paused) void video.play();
  };
  quality?.addEventListener('change', choose);
  choose();
}
