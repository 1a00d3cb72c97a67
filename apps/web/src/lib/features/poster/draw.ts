import type { PosterKind, PosterShape, PosterTopic } from './kinds.ts';
import { posterTopics } from './kinds.ts';
import type { Palette } from './palettes.ts';
import * as papers from './palettes.ts';
import type { Scene } from './scene.ts';
import { contest } from './scenes/contest.ts';
import { course } from './scenes/course.ts';
import { exhibition } from './scenes/exhibition.ts';
import { festival } from './scenes/festival.ts';
import { film } from './scenes/film.ts';
import { groupDay } from './scenes/group-day.ts';
import { lecture } from './scenes/lecture.ts';
import { outreach } from './scenes/outreach.ts';
import { performance } from './scenes/performance.ts';
import { reading } from './scenes/reading.ts';
import { service } from './scenes/service.ts';
import { sport } from './scenes/sport.ts';
import { venue } from './scenes/venue.ts';
import { visit } from './scenes/visit.ts';
import { randomOf, Sheet } from './sheet.ts';

/** The composition of each kind, the papers it may be cut from, and the two characters of its seal. */
const kinds: Record<PosterKind, { scene: Scene; papers: readonly [Palette, ...Palette[]]; seal: string }> = {
  course: { scene: course, papers: [papers.cream, papers.mist, papers.rose], seal: '课堂' },
  performance: { scene: performance, papers: [papers.cinnabar, papers.plum, papers.indigo], seal: '演出' },
  film: { scene: film, papers: [papers.night, papers.plum, papers.jade], seal: '电影' },
  lecture: { scene: lecture, papers: [papers.apricot, papers.wheat, papers.rose], seal: '讲座' },
  exhibition: { scene: exhibition, papers: [papers.mist, papers.cream, papers.sea], seal: '展览' },
  sport: { scene: sport, papers: [papers.jade, papers.indigo, papers.dusk], seal: '体育' },
  contest: { scene: contest, papers: [papers.plum, papers.cinnabar, papers.night], seal: '竞赛' },
  festival: { scene: festival, papers: [papers.cinnabar, papers.dusk, papers.night], seal: '节庆' },
  group_day: { scene: groupDay, papers: [papers.cinnabar, papers.dusk, papers.plum], seal: '主题' },
  visit: { scene: visit, papers: [papers.sea, papers.apricot, papers.mist], seal: '打卡' },
  reading: { scene: reading, papers: [papers.indigo, papers.jade, papers.night], seal: '阅读' },
  service: { scene: service, papers: [papers.rose, papers.cream, papers.apricot], seal: '服务' },
  outreach: { scene: outreach, papers: [papers.apricot, papers.sea, papers.dusk], seal: '基层' },
  venue: { scene: venue, papers: [papers.sea, papers.jade, papers.dusk], seal: '场馆' },
};

interface PosterRequest {
  kind: PosterKind;
  /** From `posterSeed`; a topic after the hyphen is drawn. */
  seed: string;
  shape: PosterShape;
  /** The kind's two characters in the corner. */
  seal?: boolean;
}

/** Draws a cover as a whole SVG document: the same request gives the same bytes for ever. */
export function drawPoster({ kind, seed, shape, seal = true }: PosterRequest): string {
  const { scene, papers: choices, seal: characters } = kinds[kind];
  const palette = choices[Math.floor(randomOf(`${seed}/${kind}`)() * choices.length)] ?? choices[0];
  const sheet = new Sheet(shape, palette, seed);
  scene(sheet, topicOf(seed));
  const { width, height } = sheet;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" preserveAspectRatio="xMidYMid slice"><path fill="${palette.sky}" d="M0 0h${width}v${height}H0z"/>${sheet}${seal ? sealAt(width - 50, 20, characters) : ''}</svg>`;
}

function topicOf(seed: string): PosterTopic | undefined {
  const word = seed.split('-')[1];
  return (Object.keys(posterTopics) as PosterTopic[]).find((topic) => topic === word);
}

/** The seal in the corner names the kind in two characters, top to bottom. */
function sealAt(x: number, y: number, [first = '', second = '']: string): string {
  return `<g transform="translate(${x} ${y})"><rect width="30" height="54" rx="5" fill="#c3272b" stroke="#fff4e0" stroke-width="2"/><g fill="#fff4e0" font-family="'Songti SC','Noto Serif CJK SC','Source Han Serif SC',SimSun,serif" font-weight="700" font-size="19" text-anchor="middle"><text x="15" y="23">${first}</text><text x="15" y="45">${second}</text></g></g>`;
}
