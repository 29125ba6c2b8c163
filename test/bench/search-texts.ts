// Stories made of words of which the nth occurs in inverse proportion to n, as in languages, and what is asked of them. The same in
// every run.
import { uuidv7 } from 'uuidv7';

const vocabulary = 30_000;
const [consonants, vowels] = ['bcdfghjklmnprstvwz', 'aeiou'];

/** Texts of 300 to 700 words. */
export class SearchTexts {
  private state = 1;
  private readonly sums: number[] = [];

  constructor() {
    for (let nth = 0; nth < vocabulary; nth += 1) this.sums.push((this.sums.at(-1) ?? 0) + 1 / (nth + 2.7));
  }

  /** What readers are served of the nth story as JSON. */
  story(nth: number) {
    const body = this.text(300 + Math.floor(this.random() * 400));
    const publishedAt = new Date(Date.UTC(2020, 0, 1) + nth * 1_800_000).toISOString();
    const listed = { id: uuidv7(), slug: `s-${nth}`, version: 1, headline: this.text(8), standfirst: this.text(20) };
    const category = ['city', 'sport', 'culture'][nth % 3] ?? null;
    const beside = { language: 'en', category, tags: [`t${nth % 50}`], byline: ['Ana'], dateline: null, sources: [] };
    const rest = { corrections: [], publishedAt, updatedAt: publishedAt, retraction: null };
    return { ...listed, body, html: `<p>${body}</p>\n`, ...beside, ...rest };
  }

  private text = (words: number): string => Array.from({ length: words }, () => word(this.rank())).join(' ');

  private rank(): number {
    const wanted = this.random() * (this.sums.at(-1) ?? 0);
    let [from, to] = [0, vocabulary - 1];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.sums[middle] ?? 0) < wanted) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /** xorshift32 (Marsaglia 2003). */
  private random(): number {
    this.state ^= this.state << 13;
    this.state ^= this.state >>> 17;
    this.state ^= this.state << 5;
    return (this.state >>> 0) / 2 ** 32;
  }
}

/** Three syllables: letters alone, which have word forms. */
function word(nth: number): string {
  const syllables = consonants.length * vowels.length;
  let [rest, made] = [(nth * 7919) % vocabulary, ''];
  for (let syllable = 0; syllable < 3; syllable += 1, rest = Math.floor(rest / syllables)) {
    made += `${consonants[rest % consonants.length]}${vowels[Math.floor(rest / consonants.length) % vowels.length]}`;
  }
  return made;
}

/** Of each kind of question twenty, by the places of their words among all, the most frequent first. */
export const questions: Readonly<Record<string, (nth: number) => Record<string, string>>> = {
  'a frequent word': (nth) => ({ q: word(nth) }),
  'a word of every tenth story': (nth) => ({ q: word(450 + nth) }),
  'a rare word': (nth) => ({ q: word(15_000 + nth * 700) }),
  'two words': (nth) => ({ q: `${word(2 ** (nth % 10))} ${word(1 + ((nth * 13) % 60))}` }),
  'a phrase': (nth) => ({ q: `"${word(nth % 5)} ${word(1 + (nth % 9))}"` }),
  'one word or the other': (nth) => ({ q: `${word(30 + nth)} or ${word(900 + nth)}` }),
  'one without the other': (nth) => ({ q: `${word(40 + nth)} -${word(nth)}` }),
  'a word under a tag': (nth) => ({ q: word(10 + nth), tag: `t${nth}` }),
  'a word in a category': (nth) => ({ q: word(100 + nth), category: 'sport' }),
};
