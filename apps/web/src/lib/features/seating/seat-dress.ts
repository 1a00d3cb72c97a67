export type SeatState = 'free' | 'taken' | 'selected' | 'wheelchair' | 'companion' | 'restricted' | 'blocked';

/** Colours of the page's theme. */
export interface Palette {
  readonly ink: string;
  readonly faint: string;
  readonly line: string;
  readonly surface: string;
  readonly sunken: string;
  readonly jade: string;
  readonly jadeTint: string;
  readonly cinnabar: string;
  readonly onFill: string;
  readonly wheat: string;
  readonly wheatTint: string;
  readonly focus: string;
  readonly font: string;
}

export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const color = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: color('ink'),
    faint: color('ink-3'),
    line: color('line-strong'),
    surface: color('surface'),
    sunken: color('sunken'),
    jade: color('jade-text'),
    jadeTint: color('jade-tint'),
    cinnabar: color('cinnabar'),
    onFill: color('on-fill'),
    wheat: color('wheat-text'),
    wheatTint: color('wheat-tint'),
    focus: color('focus'),
    font: color('font') || 'sans-serif',
  };
}

/** Fill and edge of each state. */
export const dress = (palette: Palette): Record<SeatState, readonly [fill: string, stroke: string]> => ({
  free: [palette.jadeTint, palette.jade],
  taken: [palette.faint, palette.faint],
  selected: [palette.cinnabar, palette.cinnabar],
  wheelchair: [palette.wheatTint, palette.wheat],
  companion: [palette.wheatTint, palette.wheat],
  restricted: [palette.surface, palette.jade],
  blocked: [palette.sunken, palette.sunken],
});
