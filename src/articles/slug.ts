// The slug a headline makes: what of it can stand in an address.

const longestSlug = 80;

/** Letters that Unicode does not decompose into an ASCII letter and a mark. */
const spelled: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ħ: 'h', ı: 'i', ŋ: 'ng', ŧ: 't', ĸ: 'k' },
  ...{ ə: 'e', ɓ: 'b', ɗ: 'd', ƙ: 'k', ƴ: 'y', '&': ' and ' },
};

/**
 * `[a-z0-9-]`, at most 80 characters, cut between words. '' when nothing of the headline can be written so (a headline
 * in Chinese, say): the caller then takes the id.
 */
export function slugFrom(headline: string): string {
  const ascii = headline
    .toLowerCase()
    .normalize('NFKD')
    // An apostrophe or a mark belongs to the word it stands in; anything else that is left divides words.
    .replace(/[\p{M}'’‘ʼ`´]/gu, '')
    .replace(/[^a-z0-9]/g, (letter) => spelled[letter] ?? ' ');
  return shortened(ascii.split(' ').filter((word) => word !== ''));
}

function shortened(words: readonly string[]): string {
  let slug = (words[0] ?? '').slice(0, longestSlug);
  for (const word of words.slice(1)) {
    if (slug.length + 1 + word.length > longestSlug) break;
    slug += `-${word}`;
  }
  return slug;
}
