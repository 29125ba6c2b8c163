// What cannot be seen, or is not what it looks like, came in by paste or on purpose (Unicode TR 36 and 39): bidi controls
// that turn text around, invisible characters, letters of another script that pass for Latin ones.
import { whereQuoted, type Check, type Found } from './check';
import { perBlock } from './reading';

const OVERRIDE = /[\u202d\u202e]+/g;
const BIDI = /[\u202a-\u202c\u2066-\u2069]+/g;
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
/** Joiners are right between the letters of many scripts, and in emoji; a zero-width space where words have no spaces. */
const JOINER =
  /(?<![\p{Script=Arabic}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Mongolian}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])[\u200c\u200d]+/gu;
const ZERO_WIDTH =
  /(?<!^)(?<![\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{M}])[\u200b\u2060-\u2064\ufeff\u180e\u115f\u1160\u3164\uffa0]+/gu;
/** Tags are right in flags only. */
const TAG = /(?<![\u{1F3F4}\u{E0020}-\u{E007F}])[\u{E0000}-\u{E007F}]+/gu;
const PRIVATE_USE = /\p{Co}+/gu;
// eslint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffd]+/g;
/** One class before the eight patterns: nearly every block has quotation marks and no more. */
const ANY_KIND =
  // eslint-disable-next-line no-control-regex -- as above
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u115f\u1160\u180e\u200b-\u200d\u202a-\u202e\u2060-\u2069\u3164\ufeff\uffa0\ufffd\p{Co}\u{E0000}-\u{E007F}]/u;
const OTHER_SCRIPT = /[\p{Script=Cyrillic}\p{Script=Greek}]/u;
/** A word in which Latin stands beside Cyrillic or Greek letters that look Latin, or the other way round. */
const MIXED =
  /(?<!\p{L})(?=\p{L}*\p{Script=Latin})(?=\p{L}*[\p{Script=Cyrillic}\p{Script=Greek}])\p{L}{2,40}(?!\p{L})/gu;
const LOOKS_LATIN = /^[\p{Script=Latin}аеорсухіјѕһԁӏАВЕКМНОРСТХІЈЅοΑΒΕΖΗΙΚΜΝΟΡΤΥΧ]+$/u;
const LATIN_ONLY_LOOKALIKES = /^[\p{Script=Cyrillic}\p{Script=Greek}aeopcyxijsABEKMHOPCTXIJSZNYvu]+$/u;

interface Suspicion {
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

const named = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

const turns = (found: string): string =>
  `The text holds ${named(found)}, which turns the direction of reading around: remove it.`;
const hides = (found: string): string => `The text holds ${named(found)}, which cannot be seen: remove it.`;
const differs = (found: string): string =>
  `The text holds ${named(found)}, which every reader sees differently or not at all: replace it.`;

type Kind = readonly [RegExp, (found: string) => string];

const BIDI_KIND: Kind = [BIDI, turns];
const KINDS: readonly Kind[] = [
  [OVERRIDE, turns],
  [JOINER, hides],
  [ZERO_WIDTH, hides],
  [TAG, hides],
  [PRIVATE_USE, differs],
  [CONTROL, (found) => `The text holds ${named(found)}, which is no character of a text: replace it.`],
];

const suspicionsIn = (text: string): readonly Suspicion[] => [
  ...(ANY_KIND.test(text) ? ofKinds(text) : []),
  ...(OTHER_SCRIPT.test(text) ? mixedWords(text) : []),
];

const ofKinds = (text: string): readonly Suspicion[] =>
  [...KINDS, ...(RIGHT_TO_LEFT.test(text) ? [] : [BIDI_KIND])].flatMap(([pattern, say]) => found(text, pattern, say));

const inBody = perBlock(({ block }) => suspicionsIn(block.text));

const inLine = (member: string, text: string): readonly Found[] =>
  suspicionsIn(text).map(({ start, end, message }) => ({
    message,
    where: { member, line: 1, column: start + 1, quote: text.slice(start, end) },
  }));

const found = (text: string, pattern: RegExp, say: (found: string) => string): readonly Suspicion[] =>
  Array.from(text.matchAll(pattern), ({ 0: quote, index: start }) => ({
    start,
    end: start + quote.length,
    message: say(quote),
  }));

const mixedWords = (text: string): readonly Suspicion[] =>
  found(
    text,
    MIXED,
    (word) => `The word ${word} mixes letters of two scripts that look alike: write it in one.`,
  ).filter(
    ({ start, end }) => LOOKS_LATIN.test(text.slice(start, end)) || LATIN_ONLY_LOOKALIKES.test(text.slice(start, end)),
  );

export const suspiciousCharacters = {
  code: 'suspicious-characters',
  severity: 'warning',
  find: ({ content }) => [
    ...inLine('headline', content.headline),
    ...inLine('standfirst', content.standfirst ?? ''),
    ...inBody(content.body).map((stretch) => ({ message: stretch.message, where: whereQuoted(content, stretch) })),
  ],
} as const satisfies Check;
