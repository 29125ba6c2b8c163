// Articles written for the checks, clean as a good desk files them and full of what real copy is full of; and, where it is
// there, the wire article in ../shared/articles. Each own one names the findings that are right in its
// `meta.expected`.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { blank } from '../../../src/articles/article';
import type { ArticleContent } from '../../../src/articles/content';
import type { Finding } from '../../../src/articles/finding';
import { parseFrontMatter } from '../../../src/articles/front-matter';
import { parseWire } from '../../../src/articles/wire/parse-wire';
import { newBody } from '../../../src/text/body';
import { wordCount } from '../../../src/text/words';

interface Expected {
  readonly code: string;
  readonly quote?: string;
  readonly key?: string;
}

export interface CheckedText {
  readonly name: string;
  readonly content: ArticleContent;
  readonly words: number;
  readonly expected: readonly Expected[];
  /** Known false alarms, which no rule that reads words alone could spare. */
  readonly mistaken: readonly Expected[];
}

interface Written extends Pick<ArticleContent, 'headline' | 'language' | 'citations'> {
  readonly meta: { readonly expected: readonly Expected[]; readonly mistaken?: readonly Expected[] };
}

const own = path.resolve(__dirname, '../../fixtures/checks');
const shared = path.resolve(__dirname, '../../../../shared/articles');
export const hasShared = existsSync(shared);

export const ownArticles = (): readonly CheckedText[] =>
  readdirSync(own).map((file) => {
    const { members, body } = parseFrontMatter(readFileSync(path.join(own, file), 'utf8'));
    // They are written for this and hold what they say.
    const article = members as unknown as Written;
    const { expected, mistaken = [] } = article.meta;
    const content: ArticleContent = { ...blank, ...article, meta: null, body: newBody(body) };
    return { name: file.replace(/\.md$/, ''), content, words: wordCount(content.body), expected, mistaken };
  });

/** None where the folder is absent. */
export const sharedArticles = (): readonly CheckedText[] =>
  (hasShared ? readdirSync(shared) : []).map((file) => {
    const { body, ...members } = parseWire(readFileSync(path.join(shared, file), 'utf8'));
    const content = { ...blank, ...members, language: 'en', body: newBody(body) };
    return { name: `shared ${file.slice(0, 8)}`, content, words: wordCount(content.body), expected: [], mistaken: [] };
  });

/** What a finding is told by: its code and the words or the key that it points to. */
export const toldBy = ({ code, quote, key }: Expected): string =>
  `${code}: ${(key ?? quote ?? '').replace(/\s+/g, ' ')}`;

export const expectedOf = ({ code, where: { quote, key } }: Finding): string => toldBy({ code, quote, key });
