// The article that the checks' tests start from: nothing to find in it.
import { blank } from '../../../src/articles/article';
import type { ArticleContent, Citation, Source } from '../../../src/articles/content';
import type { Finding } from '../../../src/articles/finding';
import { runChecks } from '../../../src/articles/checks/all-checks';
import { newBody } from '../../../src/text/body';

export const report: Source = { type: 'report', title: 'Dike survey', publisher: 'Water board' };

export const cited = (key: string, source: Source | null = { ...report, title: `Survey ${key}` }): Citation => ({
  key,
  label: key,
  source,
});

type Given = Partial<Omit<ArticleContent, 'body'>> & { readonly text?: string };

/** Given an article in order, but for the members named. */
export function articleWith({ text = 'The dike at Westkapelle is sound [@1].\n', ...members }: Given): ArticleContent {
  return {
    ...blank,
    headline: 'Dike sound after storm',
    language: 'en',
    sourceHeading: 'Sources',
    citations: [cited('1')],
    ...members,
    body: newBody(text),
  };
}

export const findingsIn = (given: Given): readonly Finding[] => runChecks(articleWith(given)).findings;

export const codesIn = (given: Given): readonly string[] => findingsIn(given).map(({ code }) => code);
