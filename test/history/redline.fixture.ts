// Two contents of one article with every kind of change between them.
import { blank } from '../../src/articles/article';
import type { ArticleContent } from '../../src/articles/content';
import { diffContent } from '../../src/history/content-diff';
import type { ArticleDiff } from '../../src/history/diff-reader';
import { newBody } from '../../src/text/body';
import { applyBodyEdit, editBody } from '../../src/text/body-edit';

const opening = 'The ferry left the quay at dawn with forty passengers [@log]. It was an hour late.\n\n';
const weather = 'The wind came from the north. Nobody on board had expected waves that high in June.\n\n';
const closing = 'A second ferry is to sail from Monday on, the harbour office says.\n\n';
const before = `${opening}## On board\n\n${weather}- tea was free\n- soup was not\n\n${closing}The fares stay the same until the end of the season.\n`;
const after = `${closing}${opening.replace('forty', 'fifty')}## On board\n\nThe wind came from the north.\n\nNobody on board had expected waves that high in June.\n\n- tea was free\n\n${'Longwordwithoutaplacetobreak'.repeat(4)}\n\nThe fares rise.\n`;

const content: ArticleContent = {
  ...blank,
  headline: 'Ferry sails late',
  language: 'en',
  body: newBody(before),
  tags: ['harbour', 'ferry'],
  media: [{ key: 'quay', url: 'https://pictures.example/quay.jpg', alt: 'A quay' }],
  citations: [
    { key: 'log', source: { type: 'report', title: 'The log of the ferry' } },
    { key: 'office', source: { type: 'webpage', title: 'Fares', URL: 'https://harbour.example/fares' } },
  ],
};

const edited: ArticleContent = {
  ...content,
  headline: 'Ferry sails an hour late',
  standfirst: 'Waves were high.',
  body: applyBodyEdit(content.body, editBody(content.body, after, 90)),
  tags: ['ferry', 'weather'],
  media: [{ key: 'quay', url: 'https://pictures.example/quay.jpg', alt: 'A quay at dawn', credit: 'Ana' }],
  citations: [
    { key: 'log', source: { type: 'report', title: 'The log of the ferry' } },
    { key: 'office', source: { type: 'webpage', title: 'Fares from July' }, locator: 'table 2' },
  ],
};

export function aDiff(from: ArticleContent = content, to: ArticleContent = edited): ArticleDiff {
  const actor = { id: 'ana', name: 'Ana', role: 'editor' } as const;
  const told = { type: 'article-edited', actor, recordedAt: '2026-06-02T09:30:00.000Z', note: null };
  const old = { ...told, revision: 2, version: null, content: from };
  const now = { ...told, revision: 5, version: null, note: 'after the call with the captain', content: to };
  return { from: old, to: now, fixed: true, ...diffContent(from, to) };
}

/** A diff in which every text is that. */
export function hostileDiff(text: string): ArticleDiff {
  const key = text.replace(/\s/g, '').slice(0, 20);
  const hostile: ArticleContent = {
    ...content,
    headline: text,
    standfirst: text,
    language: text,
    tags: [text],
    media: [{ key, url: text, alt: text }],
    meta: { [text]: text },
    citations: [{ key, source: { type: text, title: text } }],
    body: newBody(`Before. ${text}\n\n${text}\n\n${closing}`),
  };
  const changed = applyBodyEdit(hostile.body, editBody(hostile.body, `${closing}${text} and ${text}\n`, 90));
  return aDiff(content, {
    ...hostile,
    body: [...changed, ...content.body.map((block) => ({ ...block, id: 900 + block.id }))],
  });
}
