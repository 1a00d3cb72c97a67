import type { Preferences } from '#lib/preferences.ts';
import type { SiteConfig } from './host.ts';

/** Attributes of `<html>` that follow from how a visitor wants pages shown. */
export function htmlAttributes(preferences: Preferences, site: SiteConfig): string {
  const attributes = [
    preferences.scheme === 'auto' ? '' : `data-scheme="${preferences.scheme}"`,
    preferences.elder ? 'data-elder' : '',
    preferences.spacing === 'wide' ? 'data-spacing="wide"' : '',
    site.mourning ? 'data-mourning' : '',
  ].filter(Boolean);
  return attributes.length ? ` ${attributes.join(' ')}` : '';
}
