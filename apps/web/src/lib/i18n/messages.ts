import type { Lang } from './lang.ts';

/** One entry of a dictionary: fixed words, or words made from values. */
type Message = string | ((...values: never[]) => string);
/** The same keys and parameters, in any words. */
type Shape<Dictionary> = {
  [Key in keyof Dictionary]: Dictionary[Key] extends (...values: infer Values) => string
    ? (...values: Values) => string
    : string;
};

/**
 * Declares a feature's dictionary; it does not compile unless the English half has exactly the keys and
 * parameters of the Chinese one.
 */
export function defineMessages<Dictionary extends Record<string, Message>>(messages: {
  zh: Dictionary;
  en: Shape<NoInfer<Dictionary>>;
}): Record<Lang, Shape<Dictionary>> {
  return { zh: messages.zh as unknown as Shape<Dictionary>, en: messages.en };
}

/** The dictionary of `messages` in `lang`. */
export function t<Dictionary>(messages: Record<Lang, Dictionary>, lang: Lang): Dictionary {
  return messages[lang];
}
