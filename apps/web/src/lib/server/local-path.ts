/** `path` if it is an address on this site, else `fallback`: keeps `back` fields from redirecting elsewhere. */
export function localPath(path: string | null | undefined, fallback: string): string {
  if (!path?.startsWith('/')) return fallback;
  const url = new URL(path, 'http://local.invalid');
  return url.origin === 'http://local.invalid' && !path.includes('\\')
    ? url.pathname + url.search + url.hash
    : fallback;
}
