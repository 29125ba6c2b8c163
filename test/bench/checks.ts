// Prints what the desk checks find: in the articles written for them, with what is right of it and what is a false alarm, and
// in ../shared/articles and the last texts of ../shared/corpus where they are. Exits 1 when a limit is missed.
// `node -r ./test/bench/register.cjs test/bench/checks.ts`
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { blank } from '../../src/articles/article';
import { allChecks, runChecks } from '../../src/articles/checks/all-checks';
import type { ArticleContent } from '../../src/articles/content';
import { newBody } from '../../src/text/body';
import { wordCount } from '../../src/text/words';
import { expectedOf, ownArticles, sharedArticles, toldBy, type CheckedText } from '../articles/checks/own-articles';

const corpus = resolve(__dirname, '../../../shared/corpus/revisions.ndjson.br');

interface Story {
  readonly slug: string;
  readonly revisions: readonly { readonly text: string; readonly published: boolean }[];
}

const stories = (): readonly Story[] =>
  existsSync(corpus)
    ? brotliDecompressSync(readFileSync(corpus))
        .toString()
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Story)
    : [];

const asArticle = (text: string): ArticleContent => ({
  ...blank,
  citations: [],
  headline: 'Issue',
  language: 'en',
  body: newBody(text),
});

interface Row {
  readonly name: string;
  readonly words: number;
  readonly found: number;
  readonly right?: number;
  readonly codes: string;
}

function rowOf({ name, content, words, expected }: CheckedText, judged: boolean): Row {
  const { findings } = runChecks(content);
  const rest = expected.map(toldBy);
  const right = findings.filter((finding) => rest.includes(expectedOf(finding))).length;
  const counts = allChecks.map(({ code }) => ({ code, count: findings.filter((one) => one.code === code).length }));
  const codes = counts
    .filter(({ count }) => count > 0)
    .map(({ code, count }) => `${code} ${count}`)
    .join(', ');
  return { name, words, found: findings.length, ...(judged && { right }), codes };
}

function print({ name, words, found, right, codes }: Row): void {
  const judged = right === undefined ? '' : `${right} right, ${found - right} false`;
  console.log(
    `${name.padEnd(28)} ${String(words).padStart(7)} words ${String(found).padStart(5)} found  ${judged.padEnd(18)} ${codes}`,
  );
}

const sum = (numbers: readonly number[]): number => numbers.reduce((one, other) => one + other, 0);

/** Together and for each check: false alarms, and how many that is in 1,000 words. */
function judge(articles: readonly CheckedText[]): void {
  const words = sum(articles.map((article) => article.words));
  const alarms = articles.flatMap(({ content, expected }) =>
    runChecks(content).findings.filter((finding) => !expected.map(toldBy).includes(expectedOf(finding))),
  );
  for (const { code } of allChecks) {
    const count = alarms.filter((alarm) => alarm.code === code).length;
    if (count > 0) console.log(`  ${code}: ${count} false`);
  }
  const rate = (1000 * alarms.length) / words;
  const missed = sum(articles.map(missing));
  console.log(
    `${words} words, ${alarms.length} false alarms: ${rate.toFixed(2)} in 1,000 words; ${missed} findings missed\n`,
  );
  if (rate > 1 || missed > 0) process.exitCode = 1;
}

function missing({ content, expected }: CheckedText): number {
  const found = runChecks(content).findings.map(expectedOf);
  return expected.filter((one) => !found.includes(toldBy(one))).length;
}

/** Of each pair of published revisions that follow each other: would it be doubted as an update? */
function printDoubts(all: readonly Story[]): void {
  const pairs = all.flatMap(({ revisions }) =>
    revisions.flatMap(({ text, published }, at) => {
      const before = revisions[at - 1];
      return published && before?.published ? [{ before: asArticle(before.text), content: asArticle(text) }] : [];
    }),
  );
  const doubts = pairs.map(({ before, content }) => {
    const { findings } = runChecks(content, { revised: { kind: 'update', before } });
    return findings.filter(({ code }) => code === 'change-kind-doubtful');
  });
  const doubted = doubts.filter(({ length }) => length > 0).length;
  console.log(
    `${pairs.length} changes of live stories, ${doubted} doubted as updates, ${sum(doubts.map(({ length }) => length))} findings`,
  );
  if (process.argv.includes('--tell')) for (const { message } of doubts.flat()) console.log(`  ${message}`);
}

const own = ownArticles();
for (const article of own) print(rowOf(article, true));
judge(own);
for (const article of sharedArticles()) print(rowOf(article, false));
const all = stories();
for (const { slug, revisions } of all.slice(-5)) {
  const content = asArticle(revisions.at(-1)?.text ?? '');
  const text = {
    name: `corpus ${slug.slice(0, 20)}`,
    content,
    words: wordCount(content.body),
    expected: [],
    mistaken: [],
  };
  print(rowOf(text, false));
}
if (all.length > 0) printDoubts(all);
