import { type ListedWord, WORD_LENGTH, type WordAction, wordActions } from '@wengong/contract';
import { formOfWord } from './forms.rules.ts';

export type GivenWord = Pick<ListedWord, 'word' | 'action' | 'sound' | 'note'>;

const isAction = (text: string): text is WordAction => (wordActions as readonly string[]).includes(text);

/** Reads a list of words: one a line, `word` or `word,action,sound,note`; empty lines and `#` lines are left out. */
export function readSheet(text: string, usual: WordAction) {
  const words: GivenWord[] = [];
  const refused: { line: number; text: string }[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [word = '', action = '', sound = '', ...note] = line.split(/[,，\t]/).map((cell) => cell.trim());
    if (word.length > WORD_LENGTH || formOfWord(word) === '' || (action !== '' && !isAction(action))) {
      refused.push({ line: index + 1, text: line.slice(0, 60) });
      continue;
    }
    words.push({
      word,
      action: isAction(action) ? action : usual,
      sound: sound === 'sound',
      note: note.join('，').slice(0, 100),
    });
  }
  return { words, refused: refused.slice(0, 100) };
}

/** Writes a list as it is read again. */
export const writeSheet = (words: readonly GivenWord[]): string =>
  words
    .map(({ word, action, sound, note }) =>
      [word, action, sound ? 'sound' : '', note.replaceAll(',', '，')].join(','),
    )
    .map((line) => `${line}\n`)
    .join('');
