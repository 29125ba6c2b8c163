// A diff and a blame of a 5,000-word article beside cutting and reading the same body once, in this process: nothing but
// the computing. The article has 40 revisions, each of which changed one paragraph; one moved two.
import { blank } from '../../src/articles/article';
import type { ArticleContent } from '../../src/articles/content';
import { diffContent } from '../../src/history/content-diff';
import type { ArticleDiff } from '../../src/history/diff-reader';
import { blameLines } from '../../src/history/line-blame';
import { redlinePage } from '../../src/history/redline-page';
import { nextSentences, type SentenceBlame } from '../../src/history/sentence-blame';
import { unifiedDiff } from '../../src/history/unified';
import { bodyText, newBody, type Body } from '../../src/text/body';
import { applyBodyEdit, editBody } from '../../src/text/body-edit';
import { readBlocks } from '../../src/text/mentions';
import { wordCount } from '../../src/text/words';
import { median, type BenchRow } from './row';

const paragraphs = 72;
const revisions = 40;
const rounds = 30;

function textAt(revision: number): string {
  const all = Array.from({ length: paragraphs }, (_, nth) => paragraph(nth, nth * 7 + (nth < revision ? revision : 0)));
  if (revision >= revisions / 2) all.push(...all.splice(10, 2));
  return all.join('');
}

const paragraph = (nth: number, count: number): string =>
  `The harbour office counted ${1000 + count} vessels at quay ${nth + 1}, a third more than in the same week a year ago [@levels], ` +
  'and said that two more berths will open before the summer. Skippers who wait at the outer buoy are told by radio when ' +
  `they may come in; those with fresh fish go first, as they always have. The council meets about item ${nth} on Thursday, ` +
  `and nobody at the ${count % 9 === 0 ? 'meeting' : 'quay'} expects a quick answer.\n\n`;

function history(): Body[] {
  const bodies = [newBody(textAt(0))];
  for (let revision = 1; revision < revisions; revision += 1) {
    const body = bodies.at(-1) ?? [];
    bodies.push(applyBodyEdit(body, editBody(body, textAt(revision), 1000 * revision)));
  }
  return bodies;
}

/** Blocks are read once in their life: fresh ones, as if they came from the log. */
const fresh = (body: Body): Body => body.map(({ id, text }) => ({ id, text }));
const contentOf = (body: Body): ArticleContent => ({
  ...blank,
  headline: 'Vessels',
  language: 'en',
  body: fresh(body),
  citations: [{ key: 'levels', source: { type: 'webpage', title: 'Quay occupation' } }],
});

function timeOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** Medians in milliseconds of works that take turns. */
function measured<Name extends string>(works: Readonly<Record<Name, () => () => unknown>>): Record<Name, number> {
  const names = Object.keys(works) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds + 10; round += 1) {
    for (const name of names) {
      const time = timeOf(works[name]());
      if (round >= 10) times.get(name)?.push(time);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<Name, number>;
}

const wholeDiff = (from: ArticleContent, to: ArticleContent): ArticleDiff => {
  const told = { type: 'article-edited', actor: { id: 'ana', name: 'Ana', role: 'editor' }, note: null } as const;
  const side = { ...told, recordedAt: '2026-06-02T09:30:00.000Z', version: null };
  const sides = { from: { ...side, revision: 1, content: from }, to: { ...side, revision: 2, content: to } };
  return { ...sides, fixed: true, ...diffContent(from, to) };
};

function sentencesOf(bodies: readonly Body[]): SentenceBlame {
  return bodies.reduce<SentenceBlame>((blame, body, at) => nextSentences(blame, { revision: at + 1, body }), []);
}

export function benchDiff(): Promise<BenchRow[]> {
  const bodies = history();
  const [first, last] = [bodies[0] ?? [], bodies.at(-1) ?? []];
  const texts = bodies.map((body, at) => ({ revision: at + 1, text: bodyText(body) }));
  const text = bodyText(last);
  const parse = () => () => readBlocks(newBody(text));
  const times = measured({
    parse,
    diff: () => {
      const [from, to] = [contentOf(first), contentOf(last)];
      return () => JSON.stringify(diffContent(from, to));
    },
    html: () => {
      const [from, to] = [contentOf(first), contentOf(last)];
      return () => redlinePage(wholeDiff(from, to));
    },
    patch: () => () => unifiedDiff(bodyText(first), text, { fromName: 'a', toName: 'b' }),
    lines: () => () => blameLines(texts),
    sentences: () => {
      const whole = history();
      return () => sentencesOf(whole);
    },
  });
  return Promise.resolve([
    { name: '  words', value: wordCount(last) },
    { name: '  ms to cut and read the body once', value: times.parse },
    { name: '  ms of a diff as JSON, first revision to last', value: times.diff },
    { name: '  ms of a diff as HTML', value: times.html },
    { name: '  ms of a diff as a patch', value: times.patch },
    { name: `  ms of blame by line, ${revisions} revisions`, value: times.lines },
    { name: `  ms of blame by sentence, ${revisions} revisions`, value: times.sentences },
    { name: 'diff as JSON, to cutting and reading the body', value: times.diff / times.parse, atMost: 30 },
    { name: 'blame by line, a revision, to the same', value: times.lines / revisions / times.parse, atMost: 3 },
    { name: 'blame by sentence, a revision, to the same', value: times.sentences / revisions / times.parse, atMost: 3 },
  ]);
}
