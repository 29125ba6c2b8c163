// What figures amount to, however they are printed: `12,400`, `12.400`, `1.5 million`, `twelve`, `fünfundzwanzig`.

const list = (words: string): ReadonlyMap<string, number> =>
  new Map(words.split(' ').map((word, index) => [word, index + 2]));

/** From two on: `one`, `een` and `ein` are articles and pronouns too. */
const SMALL: Readonly<Record<string, ReadonlyMap<string, number>>> = {
  en: list(
    'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
  ),
  nl: list(
    'twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien',
  ),
  de: list(
    'zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn',
  ),
  fr: list('deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize'),
  es: list('dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince'),
};
const TENS: Readonly<Record<string, ReadonlyMap<string, number>>> = {
  en: list('twenty thirty forty fifty sixty seventy eighty ninety'),
  nl: list('twintig dertig veertig vijftig zestig zeventig tachtig negentig'),
  de: list('zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig'),
};
const ONES: Readonly<Record<string, string>> = { en: 'one', nl: 'een', de: 'ein' };

const SCALES: readonly (readonly [RegExp, number])[] = [
  [/^(?:hundred|honderd|hundert|cent)$/, 1e2],
  [/^(?:thousand|duizend|tausend|mille|mil)$/, 1e3],
  [/^(?:million|miljoen|millionen|millions|millones|mln|mio)$/, 1e6],
  [/^(?:miljard|milliarden?|milliards?|mrd)$/, 1e9],
];

/** What a scale word multiplies by; a billion is a thousand million in English only. */
export function scaleOf(word: string, language: string): number | undefined {
  const lower = word.toLowerCase();
  if (primary(language) === 'en' && /^(?:billion|bn)$/.test(lower)) return 1e9;
  if (/^(?:trillion|billion|biljoen|billionen|billones|tn)$/.test(lower)) return 1e12;
  return SCALES.find(([words]) => words.test(lower))?.[1];
}

/** The value of one word, by the language's decimal and thousands separators; undefined: it is no figure. */
export function figureOf(word: string, language: string): number | undefined {
  if (/^\p{N}/u.test(word)) return printed(word, primary(language));
  return spelled(word.toLowerCase(), primary(language));
}

const ORDINAL = /(?<=\d)(?:st|nd|rd|th|er|ste|de|e|[ºª])$/;

function printed(word: string, language: string): number | undefined {
  const [thousands, decimal] = language === 'en' ? [',', '.'] : ['.', ','];
  const digits = word.replace(ORDINAL, '');
  const groups = digits.split(thousands);
  const grouped = groups.length > 1 && groups.slice(1).every((group) => /^\d{3}(?!\d)/.test(group));
  const plain = grouped ? groups.join('') : digits;
  const value = Number(plain.replace(decimal, '.'));
  return Number.isNaN(value) ? undefined : value;
}

function spelled(word: string, language: string): number | undefined {
  const [small, tens] = [SMALL[language], TENS[language]];
  const simple = small?.get(word) ?? times10(tens?.get(word));
  if (simple !== undefined || !tens) return simple;
  const [, first = '', last = ''] = compound(language).exec(word) ?? [];
  const [one, ten] = language === 'en' ? [last, first] : [first, last];
  const unit = one === ONES[language] ? 1 : small?.get(one);
  const ten10 = times10(tens.get(ten));
  return unit !== undefined && unit < 10 && ten10 !== undefined ? ten10 + unit : undefined;
}

const times10 = (tens: number | undefined): number | undefined => (tens === undefined ? undefined : tens * 10);

/** `twenty-five`, `vijfentwintig`, `tweeëntwintig`, `fünfundzwanzig`. */
const compound = (language: string): RegExp =>
  language === 'en'
    ? /^(\p{L}{3,7})-(\p{L}{3,5})$/u
    : language === 'nl'
      ? /^(\p{L}{3,5})[eë]n(\p{L}{6,8})$/u
      : /^(\p{L}{3,6})und(\p{L}{6,8})$/u;

const primary = (language: string): string => language.toLowerCase().split(/[-_]/, 1)[0] ?? '';
