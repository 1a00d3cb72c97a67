/** The parts of a day's opening hours as typed, `opens-0` and so on; a part without both times is left out. */
export const partsOf = (typed: (name: string) => string) =>
  [0, 1, 2, 3].flatMap((part) => {
    const [opens, closes] = [typed(`opens-${part}`), typed(`closes-${part}`)];
    // A time field cannot say 24:00; midnight as an end means it.
    return opens && closes ? [{ opens, closes: closes === '00:00' ? '24:00' : closes }] : [];
  });
