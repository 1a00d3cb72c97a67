/**
 * Line icons on a 24 px grid, drawn for this product: 1.75 px strokes, round ends, civic plainness.
 * Each value is the inside of an `<svg>`; a `class="f"` part is filled softly.
 */
export const icons = {
  home: '<path d="M3.5 11 12 4l8.5 7"/><path d="M5.5 9.5V20h13V9.5"/><path d="M10 20v-5.5h4V20"/>',
  palace:
    '<path d="M3 9.5c3-.3 6.5-2 9-5 2.5 3 6 4.7 9 5"/><path d="M5 9.8V20M19 9.8V20M3 20h18M9.5 20v-6h5v6M9.5 10.5h5"/>',
  calendar: '<rect x="3.5" y="5.5" width="17" height="15" rx="2.5"/><path d="M3.5 10.5h17M8 3v4M16 3v4"/>',
  academy: '<path d="m2.5 9.5 9.5-5 9.5 5-9.5 5z"/><path d="M6.5 12v5c3.3 2.6 7.7 2.6 11 0v-5M21.5 9.5V15"/>',
  video: '<rect x="3" y="5" width="18" height="14" rx="3"/><path class="f" d="m10 9 5.5 3L10 15z"/>',
  user: '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c.8-4 3.7-6 7.5-6s6.7 2 7.5 6"/>',
  users:
    '<circle cx="9" cy="8.5" r="3.5"/><path d="M2.5 19.5c.6-3.5 3-5.3 6.5-5.3s5.9 1.8 6.5 5.3M15.5 5.3a3.4 3.4 0 0 1 0 6.4M18 14.6c2 .8 3.2 2.4 3.6 4.9"/>',
  search: '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
  menu: '<path d="M4 6.5h16M4 12h16M4 17.5h16"/>',
  close: '<path d="m6 6 12 12M18 6 6 18"/>',
  more: '<circle class="f" cx="5.5" cy="12" r="1"/><circle class="f" cx="12" cy="12" r="1"/><circle class="f" cx="18.5" cy="12" r="1"/>',
  'chevron-right': '<path d="m9.5 5.5 6.5 6.5-6.5 6.5"/>',
  'chevron-left': '<path d="M14.5 5.5 8 12l6.5 6.5"/>',
  'chevron-down': '<path d="m5.5 9.5 6.5 6.5 6.5-6.5"/>',
  'arrow-right': '<path d="M4 12h15M13 6l6 6-6 6"/>',
  external: '<path d="M14 4.5h5.5V10M19 5l-8.5 8.5M17.5 14v5.5h-13v-13H10"/>',
  pin: '<path d="M12 21c-4.3-4.3-6.5-7.6-6.5-10.5a6.5 6.5 0 0 1 13 0C18.5 13.4 16.3 16.7 12 21z"/><circle cx="12" cy="10.5" r="2.3"/>',
  clock: '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.3l3.5 2"/>',
  ticket:
    '<path d="M3.5 6.5h17V10a2 2 0 0 0 0 4v3.5h-17V14a2 2 0 0 0 0-4z"/><path d="M14.5 7v2M14.5 11v2M14.5 15v2"/>',
  seat: '<path d="M7 12V5.5a2 2 0 0 1 2-2h6a2 2 0 0 1 2 2V12M4.5 11.5v5h15v-5M7 16.5v4M17 16.5v4M7 12h10"/>',
  yuan: '<path d="m6.5 4 5.5 8 5.5-8M12 12v8.5M7 13h10M7 16.5h10"/>',
  gift: '<rect x="4" y="11" width="16" height="9.5" rx="1.5"/><path d="M3 7.5h18V11H3zM12 7.5v13M12 7.5c-4.5 0-5.5-4-3-4.3 2-.2 3 2.3 3 4.3 0-2 1-4.5 3-4.3 2.5.3 1.5 4.3-3 4.3z"/>',
  star: '<path d="m12 3.5 2.6 5.5 6 .8-4.4 4.2 1.1 6L12 17l-5.3 3 1.1-6-4.4-4.2 6-.8z"/>',
  heart:
    '<path d="M12 20c-5.5-4-8.5-7-8.5-10.7C3.5 6.5 5.5 4.5 8 4.5c1.7 0 3.2 1 4 2.5.8-1.5 2.3-2.5 4-2.5 2.5 0 4.5 2 4.5 4.8C20.5 13 17.5 16 12 20z"/>',
  share:
    '<circle cx="6" cy="12" r="2.5"/><circle cx="17.5" cy="5.5" r="2.5"/><circle cx="17.5" cy="18.5" r="2.5"/><path d="m8.3 10.9 7-4.2M8.3 13.1l7 4.2"/>',
  bell: '<path d="M5 17h14c-1.3-1.3-1.7-2.8-1.7-6.5 0-3.3-2-5.5-5.3-5.5s-5.3 2.2-5.3 5.5C6.7 14.2 6.3 15.7 5 17zM10 20c1.2.8 2.8.8 4 0M12 3v2"/>',
  horn: '<path d="M4 10v4.5l4 .5 9 4.5v-15L8 9.5zM8 15l1.5 5h2.5l-1-4M20 10.5c.8 1 .8 2.5 0 3.5"/>',
  check: '<path d="m4.5 12.5 5 5 10-11"/>',
  'check-circle': '<circle cx="12" cy="12" r="8.5"/><path d="m8 12.3 3 3 5.3-6"/>',
  alert: '<path d="M12 4 2.8 19.5h18.4z"/><path d="M12 10v4.5"/><circle class="f" cx="12" cy="17" r=".6"/>',
  info: '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.5"/><circle class="f" cx="12" cy="7.8" r=".6"/>',
  stop: '<circle cx="12" cy="12" r="8.5"/><path d="m6 6 12 12"/>',
  filter: '<path d="M4 6h16M7 12h10M10 18h4"/>',
  sort: '<path d="M8 5v14M8 5 4.5 8.5M8 5l3.5 3.5M16 19V5M16 19l3.5-3.5M16 19l-3.5-3.5"/>',
  globe: '<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c5 5 5 12 0 17M12 3.5c-5 5-5 12 0 17"/>',
  elder: '<path d="M2.5 19 8 5l5.5 14M4.5 14.5h7M14.5 19l3.5-9 3.5 9M15.8 16h4.4"/>',
  sun: '<circle cx="12" cy="12" r="4"/><path d="M12 2.5v2.5M12 19v2.5M2.5 12H5M19 12h2.5M5.3 5.3 7 7M17 17l1.7 1.7M18.7 5.3 17 7M7 17l-1.7 1.7"/>',
  moon: '<path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z"/>',
  scan: '<path d="M4 8V5.5A1.5 1.5 0 0 1 5.5 4H8M16 4h2.5A1.5 1.5 0 0 1 20 5.5V8M20 16v2.5a1.5 1.5 0 0 1-1.5 1.5H16M8 20H5.5A1.5 1.5 0 0 1 4 18.5V16M4 12h16"/>',
  qr: '<rect x="4" y="4" width="6" height="6" rx="1"/><rect x="14" y="4" width="6" height="6" rx="1"/><rect x="4" y="14" width="6" height="6" rx="1"/><path d="M14 14h2.5v2.5M20 14v1M14 19.5V20M17.5 20H20v-2.5"/>',
  plus: '<path d="M12 4.5v15M4.5 12h15"/>',
  minus: '<path d="M4.5 12h15"/>',
  edit: '<path d="m4 20 .8-4L16 4.8l3.2 3.2L8 19.2zM13.5 7.3l3.2 3.2"/>',
  trash: '<path d="M4 7h16M9 7V4.5h6V7M6 7l1 13.5h10L18 7M10 11v5.5M14 11v5.5"/>',
  copy: '<rect x="8" y="8" width="12" height="12" rx="2"/><path d="M16 8V5.5A1.5 1.5 0 0 0 14.5 4h-9A1.5 1.5 0 0 0 4 5.5v9A1.5 1.5 0 0 0 5.5 16H8"/>',
  download: '<path d="M12 4v11M7 10.5l5 5 5-5M4.5 20h15"/>',
  upload: '<path d="M12 16V5M7 9.5l5-5 5 5M4.5 20h15"/>',
  'sign-out': '<path d="M14 4.5H5.5v15H14M10 12h11M17 8l4 4-4 4"/>',
  settings:
    '<circle cx="12" cy="12" r="3"/><path d="M12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.2 2.2M16.2 16.2l2.2 2.2M18.4 5.6l-2.2 2.2M7.8 16.2l-2.2 2.2"/>',
  shield:
    '<path d="M12 3.5c2.5 1.7 5 2.5 7.5 2.5 0 7-2 11.5-7.5 14.5C6.5 17.5 4.5 13 4.5 6 7 6 9.5 5.2 12 3.5z"/><path d="m8.5 12 2.5 2.5 4.5-5"/>',
  lock: '<rect x="5" y="10.5" width="14" height="10" rx="2"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5M12 14.5v2"/>',
  phone: '<rect x="6.5" y="2.5" width="11" height="19" rx="2.5"/><path d="M10.5 18.5h3"/>',
  stamp: '<path d="M9.5 3.5h5l-.8 7.5h3.8v4.5h-11V11h3.8zM4.5 19.5h15"/>',
  trophy:
    '<path d="M7.5 4h9v6a4.5 4.5 0 0 1-9 0zM7.5 5.5H4c0 3.5 1.5 5 3.8 5.3M16.5 5.5H20c0 3.5-1.5 5-3.8 5.3M12 14.5v3M8 20.5h8l-1-3H9z"/>',
  stage:
    '<path d="M3.5 4.5h17M4.5 4.5c.5 6-.5 11-1 15h5c-1-4 0-8.5 2-15M19.5 4.5c-.5 6 .5 11 1 15h-5c1-4 0-8.5-2-15"/>',
  film: '<rect x="3.5" y="4.5" width="17" height="15" rx="2"/><path d="M8 4.5v15M16 4.5v15M3.5 9.5H8M3.5 14.5H8M16 9.5h4.5M16 14.5h4.5"/>',
  mic: '<rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5.5 11.5c.3 4 2.8 6 6.5 6s6.2-2 6.5-6M12 17.5V21M8.5 21h7"/>',
  frame:
    '<rect x="3.5" y="5.5" width="17" height="14" rx="1"/><path d="m4 17 5-5.5 4 4 2.5-2.5 4.5 4M9 2.5l3 3 3-3"/>',
  ball: '<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12c4-.5 7-3 8-8.4M20.5 12c-4 .5-7 3-8 8.4M5.5 6.5c4 2 9 7 13 11"/>',
  truck:
    '<path d="M2.5 6.5h11.5v10H2.5zM14 10h4l3.5 3.5v3H14"/><circle cx="7" cy="17.5" r="2"/><circle cx="17.5" cy="17.5" r="2"/>',
  lantern:
    '<path d="M12 2v2.5M8.5 4.5h7V7h-7zM8.5 15.5h7M12 15.5V18M10 21.5l1-3.5h2l1 3.5M8.5 7C3 8 3 14.5 8.5 15.5M15.5 7c5.5 1 5.5 7.5 0 8.5M10.5 7c-2 2.5-2 6 0 8.5M13.5 7c2 2.5 2 6 0 8.5"/>',
  hand: '<path d="M12 20c-4-2-8-5-8-9.5C4 7.5 7.5 7 8.5 9.5L12 13l3.5-3.5C16.5 7 20 7.5 20 10.5 20 15 16 18 12 20zM12 9V3.5M8 5l1.5 2M16 5l-1.5 2"/>',
  chart: '<path d="M4 4v16h16M8.5 16.5v-4M13 16.5v-9M17.5 16.5v-6"/>',
  list: '<path d="M8.5 6.5H20M8.5 12H20M8.5 17.5H20"/><circle class="f" cx="4.5" cy="6.5" r=".7"/><circle class="f" cx="4.5" cy="12" r=".7"/><circle class="f" cx="4.5" cy="17.5" r=".7"/>',
  grid: '<rect x="4" y="4" width="6.5" height="6.5" rx="1.5"/><rect x="13.5" y="4" width="6.5" height="6.5" rx="1.5"/><rect x="4" y="13.5" width="6.5" height="6.5" rx="1.5"/><rect x="13.5" y="13.5" width="6.5" height="6.5" rx="1.5"/>',
  inbox: '<path d="M3.5 13 6 5h12l2.5 8v6.5h-17zM3.5 13H8c.5 3.5 7.5 3.5 8 0h4.5"/>',
  history: '<path d="M4 5v4.5h4.5M4.5 9.5A8.3 8.3 0 1 1 4 13.5M12 8v4.5l3 2"/>',
  refresh: '<path d="M19.5 5v4.5H15M4.5 19v-4.5H9M19 9.5A7.7 7.7 0 0 0 5.5 8M5 14.5A7.7 7.7 0 0 0 18.5 16"/>',
  offline:
    '<path d="M4 9.5c1-.9 2-1.6 3.2-2.2M20 9.5A12 12 0 0 0 10.5 6.2M7 13a7 7 0 0 1 3.5-1.9M10 16.5c1.3-.9 2.7-.9 4 0M3.5 3.5l17 17"/><circle class="f" cx="12" cy="19.5" r=".8"/>',
  flag: '<path d="M5.5 21V4M5.5 4.5c4-2 7 2 13 0v9c-6 2-9-2-13 0"/>',
} as const;

export type IconName = keyof typeof icons;
