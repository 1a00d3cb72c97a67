/** FFmpeg 5.1 brought this version of its libavutil; every build says it, those from its repository too. */
const LEAST = { major: 57, minor: 28 };

/** Whether FFmpeg is new enough and has what is needed, as it says itself (`-version`, `-encoders`). */
export function isFitForUs(version: string, encoders: string): boolean {
  const [, major, minor] = /^libavutil\s+(\d+)\.\s*(\d+)\./m.exec(version) ?? [];
  if (major === undefined || minor === undefined) return false;
  const newer = Number(major) > LEAST.major;
  const same = Number(major) === LEAST.major && Number(minor) >= LEAST.minor;
  return (newer || same) && ['libx264', 'aac', 'mjpeg'].every((name) => has(encoders, name));
}

const has = (encoders: string, name: string): boolean =>
  new RegExp(`^\\s*[VAS][A-Z.]{5}\\s+${name}\\s`, 'm').test(encoders);
