interface HlsLevel {
  readonly width: number;
  readonly height: number;
}

interface HlsError {
  readonly fatal?: boolean;
  readonly type?: string;
  readonly response?: { readonly code: number };
}

/** As much of hls.js as is used here. */
export interface Hls {
  readonly levels: readonly HlsLevel[];
  readonly config: { maxMaxBufferLength: number };
  currentLevel: number;
  loadLevel: number;
  loadSource(url: string): void;
  attachMedia(video: HTMLVideoElement): void;
  on(event: string, listener: (name: string, data: HlsError) => void): void;
  startLoad(): void;
  recoverMediaError(): void;
  destroy(): void;
}

export interface HlsClass {
  new (options: object): Hls;
  isSupported(): boolean;
}

/** Fetched ahead of what is watched at most, s: what somebody leaves unwatched was paid for in vain. */
const AHEAD = { save: 15, otherwise: 60 };
const AGAIN_MS = 3000;

interface Playing {
  readonly box: HTMLElement;
  readonly video: HTMLVideoElement;
  readonly quality: HTMLSelectElement | null;
  readonly words: Readonly<Record<string, string>>;
  say(text: string): void;
  /** Gives the video what the browser plays without the library. */
  otherwise(): void;
}

/**
 * Plays by hls.js; resolves once the list of qualities is there, rejects when it cannot be had now. What the browser cannot
 * decode so it may still play as a plain file.
 */
export function playByLibrary(Library: HlsClass, playing: Playing): Promise<void> {
  const { box, video, quality, words, say } = playing;
  const hls = new Library({
    startPosition: video.currentTime || -1,
    capLevelToPlayerSize: true,
    ...(quality?.value === 'save' ? { startLevel: 0 } : {}),
  });
  let takeBack: (() => void) | null = null;
  let isRecovered = false;
  const giveUp = () => {
    takeBack?.();
    hls.destroy();
  };
  return new Promise((resolve, reject) => {
    hls.on('hlsManifestParsed', () => {
      takeBack = offerQualities(quality, hls);
      resolve();
    });
    hls.on('hlsError', (_, { fatal, type, response }) => {
      if (!fatal) return;
      const isOver = response?.code === 404;
      if (type === 'mediaError' && takeBack !== null && !isRecovered) {
        isRecovered = true;
        hls.recoverMediaError();
      } else if (type === 'mediaError') {
        goOn(video, giveUp, playing.otherwise);
        resolve();
      } else if (takeBack === null) {
        giveUp();
        reject(new Error(isOver ? words.expired : words.failed));
      } else {
        say((isOver ? words.expired : words.failed) ?? '');
        if (!isOver) setTimeout(() => hls.startLoad(), AGAIN_MS);
      }
    });
    hls.loadSource(box.dataset.master ?? '');
    hls.attachMedia(video);
  });
}

/** Exchanges what plays for something else at the same place. */
function goOn(video: HTMLVideoElement, giveUp: () => void, otherwise: () => void): void {
  const { currentTime, paused } = video;
  giveUp();
  otherwise();
  video.currentTime = currentTime;
  // Refused where a finger must have pressed: the button is still there.
  if (!paused) void video.play().catch(() => {});
}

/** What is given takes them back. */
function offerQualities(quality: HTMLSelectElement | null, hls: Hls): () => void {
  if (quality === null) return () => {};
  const sides = hls.levels.map(({ width, height }) => Math.min(width, height));
  const lowest = sides.indexOf(Math.min(...sides));
  const added = sides
    .map((side, index) => new Option(`${side}p`, String(index)))
    .filter((_, index) => sides.indexOf(sides[index] ?? 0) === index);
  for (const option of added) quality.add(option);
  const choose = () => {
    const saves = quality.value === 'save';
    hls.config.maxMaxBufferLength = saves ? AHEAD.save : AHEAD.otherwise;
    // What is fetched already is watched in the quality it has; who wants more wants it at once.
    if (saves) hls.loadLevel = lowest;
    else hls.currentLevel = quality.value === 'auto' ? -1 : Number(quality.value);
  };
  quality.addEventListener('change', choose);
  choose();
  return () => {
    quality.removeEventListener('change', choose);
    for (const option of added) option.remove();
    if (quality.value === '') quality.value = 'auto';
  };
}
