import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { pinyin } from 'pinyin-pro';

/** Words of the palaces that the general dictionary does not know. */
const OWN_WORDS = [
  '广场舞',
  '工人文化宫',
  '文化宫',
  '职工书屋',
  '劳模',
  '非遗',
  '八段锦',
  '太极拳',
  '合唱团',
  '剪纸',
  '脱口秀',
  '亲子',
];

let segmenter: Jieba | undefined;

/** The dictionary takes a moment to load: it is read at the first use and then kept. */
function jieba(): Jieba {
  if (segmenter === undefined) {
    segmenter = Jieba.withDict(dict);
    segmenter.loadDict(Buffer.from(OWN_WORDS.map((word) => `${word} 10000 n`).join('\n')));
  }
  return segmenter;
}

/** Words of a text in search mode: long words and the words inside them, in small letters, without signs. */
export function wordsOf(text: string): string[] {
  const words = jieba()
    .cutForSearch(text.normalize('NFKC').toLowerCase(), true)
    .map((word) => word.trim())
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  return [...new Set(words)];
}

/** Longest run of syllables that one token holds. */
const RUN = 12;

/** Pinyin of a Chinese word without tones or spaces. */
export const spell = (word: string): string =>
  pinyin(word, { toneType: 'none', type: 'array', v: true }).join('');

/**
 * What a title is found by when typed as pinyin: from every syllable on, the syllables (`guangchangwu`,
 * `changwu`, `wu`) and their initials (`gcw`, `cw`, `w`). Matched by prefix.
 */
export function pinyinOf(title: string): string[] {
  const han =
    title
      .normalize('NFKC')
      .toLowerCase()
      .match(/\p{Script=Han}+/gu) ?? [];
  const tokens = han.flatMap((run) => {
    const syllables = pinyin(run, { toneType: 'none', type: 'array', v: true });
    return syllables.flatMap((_, from) => {
      const tail = syllables.slice(from, from + RUN);
      return [tail.join(''), tail.map((syllable) => syllable.slice(0, 1)).join('')];
    });
  });
  return [...new Set(tokens)];
}
