// A text as words are looked for in it: small letters without the marks that word stems lose, each as long and where it was. Pure.

/** As many UTF-16 units as the text has, each of which stands for the one at its place. */
export const folded = (text: string): string =>
  text
    .replaceAll('İ', 'I') // the one letter that becomes longer when it becomes small
    .toLowerCase()
    .replace(marked, (letter) => unmarked.get(letter) ?? letter);

const kin: Readonly<Record<string, string>> = {
  a: 'àáâãäå',
  c: 'ç',
  e: 'èéêë',
  i: 'ìíîï',
  n: 'ñ',
  o: 'òóôõö',
  s: 'ß',
  u: 'ùúûü',
  σ: 'ς', // at the end of a word
};

const unmarked = new Map(
  Object.entries(kin).flatMap(([letter, others]) => [...others].map((other) => [other, letter] as const)),
);

const marked = new RegExp(`[${Object.values(kin).join('')}]`, 'g');
