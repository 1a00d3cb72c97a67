/** Six papers of one poster, back to front, with the two voices that every poster shares. */
export interface Palette {
  /** Background sheet. */
  sky: string;
  /** Slightly off the background: rays, far clouds. */
  haze: string;
  far: string;
  mid: string;
  near: string;
  /** The lightest paper: faces, pages, moons. */
  light: string;
  /** The loud one, used once. */
  accent: string;
  gold: string;
}

const make = (
  sky: string,
  haze: string,
  far: string,
  mid: string,
  near: string,
  light: string,
  accent: string,
  gold: string,
): Palette => ({ sky, haze, far, mid, near, light, accent, gold });

export const cinnabar = make(
  '#c3332f',
  '#cf4a3e',
  '#a9252a',
  '#8c1a22',
  '#651119',
  '#fff1dc',
  '#f7d08a',
  '#f0b44c',
);
export const dusk = make(
  '#e2764a',
  '#ea8e5c',
  '#c7503a',
  '#9c3038',
  '#661d33',
  '#fff0d6',
  '#ffd98e',
  '#f6b955',
);
export const night = make(
  '#22335c',
  '#2d4170',
  '#3a5488',
  '#1b2748',
  '#121a33',
  '#fbeecb',
  '#dd5146',
  '#f0ba55',
);
export const plum = make(
  '#6a2748',
  '#7b3557',
  '#8f4163',
  '#511b39',
  '#380f28',
  '#fdebd3',
  '#ef7a5c',
  '#f3bf62',
);
export const cream = make(
  '#f6e6c9',
  '#efd8b0',
  '#e0b678',
  '#bf3a32',
  '#7f1f24',
  '#fffaf0',
  '#c3272b',
  '#d99a32',
);
export const apricot = make(
  '#f3c07a',
  '#f7cf94',
  '#e59848',
  '#c2602b',
  '#7c3320',
  '#fff6e2',
  '#bd2a2c',
  '#fbdc93',
);
export const jade = make(
  '#2c7a63',
  '#398a71',
  '#1f6350',
  '#154b3d',
  '#0d342b',
  '#f7f1da',
  '#ee8250',
  '#efc15c',
);
export const mist = make(
  '#d5e4dc',
  '#c3d8cd',
  '#8fb7a4',
  '#4b8a72',
  '#1f4d40',
  '#fffdf5',
  '#c3332f',
  '#d6a445',
);
export const sea = make(
  '#bfdcdf',
  '#abd0d5',
  '#6ba5b0',
  '#30758a',
  '#174a5e',
  '#fffaf0',
  '#d2452f',
  '#e9b24c',
);
export const indigo = make(
  '#3b4f93',
  '#4a5fa5',
  '#2c3d7c',
  '#1f2c60',
  '#151d43',
  '#fdf2da',
  '#f0745a',
  '#f2c063',
);
export const rose = make(
  '#f2c4b0',
  '#f6d2c1',
  '#e39a85',
  '#cc5b52',
  '#8e2c35',
  '#fff8ee',
  '#c3272b',
  '#e8ad4b',
);
export const wheat = make(
  '#e9b650',
  '#efc56c',
  '#d4932f',
  '#a8631f',
  '#6d3816',
  '#fff4d8',
  '#b92a2a',
  '#fbdf95',
);
