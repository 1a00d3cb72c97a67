import type { MyVideo, VideoFailure } from '@wengong/contract/media';
import type { uploadMessages } from './upload-messages.ts';

type Words = (typeof uploadMessages)['zh'];

/** Why a file cannot become a video, and what to do. */
export function failureText(m: Words, failure: VideoFailure): string {
  const texts: Record<VideoFailure, string> = {
    'not-video': m.failNotVideo,
    'format-refused': m.failFormat,
    unreadable: m.failUnreadable,
    'no-picture': m.failNoPicture,
    'too-long': m.failTooLong,
    'too-short': m.failTooShort,
    'too-many-pixels': m.failTooManyPixels,
    'too-heavy': m.failTooHeavy,
    unverified: m.failUnverified,
  };
  return texts[failure];
}

export function statusText(m: Words, { status }: Pick<MyVideo, 'status'>): string {
  const texts: Record<MyVideo['status'], string> = {
    uploading: m.statusUploading,
    waiting: m.statusWaiting,
    processing: m.statusProcessing,
    ready: m.statusReady,
    failed: m.statusFailed,
    abandoned: m.statusAbandoned,
  };
  return texts[status];
}

/** Who sees it; what was never shown was not taken down either. */
export function visibilityText(
  m: Words,
  { visibility, firstPublishedAt }: Pick<MyVideo, 'visibility' | 'firstPublishedAt'>,
): string {
  if (visibility === 'taken_down')
    return firstPublishedAt === null ? m.visibilityRefused : m.visibilityTakenDown;
  return visibility === 'public' ? m.visibilityPublic : m.visibilityPrivate;
}

export const toneOf = ({ status, visibility }: Pick<MyVideo, 'status' | 'visibility'>) => {
  if (status === 'failed' || visibility === 'taken_down') return 'cinnabar';
  return status === 'ready' ? 'jade' : status === 'abandoned' ? 'plain' : 'wheat';
};

/** `12.3 MB`. */
export function megabytes(bytes: number): string {
  const mb = bytes / 1024 ** 2;
  return mb >= 1024 ? `${(mb / 1024).toFixed(1)} GB` : `${mb < 10 ? mb.toFixed(1) : Math.round(mb)} MB`;
}
