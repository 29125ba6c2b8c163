import { runChecks } from '../../../src/articles/checks/all-checks';
import { expectedOf, ownArticles, toldBy } from './own-articles';

describe('articles as a good desk files them', () => {
  it.each(ownArticles().map((article) => [article.name, article] as const))(
    'have the findings that are right, and no other but the known false alarms: %s',
    (_, { content, expected, mistaken }) => {
      expect(runChecks(content).findings.map(expectedOf).sort()).toEqual([...expected, ...mistaken].map(toldBy).sort());
    },
  );

  it('raise at most one false alarm in 1,000 words', () => {
    const words = ownArticles().reduce((sum, article) => sum + article.words, 0);
    expect((1000 * ownArticles().flatMap(({ mistaken }) => mistaken).length) / words).toBeLessThan(1);
  });

  it('are at least four in each of three languages, of 300 words or more', () => {
    const articles = ownArticles();
    for (const language of ['en', 'nl', 'de']) {
      expect(articles.filter(({ content }) => content.language.startsWith(language)).length).toBeGreaterThanOrEqual(4);
    }
    expect(articles.filter(({ words }) => words < 300)).toEqual([]);
  });
});
