// A story as schema.org's NewsArticle in JSON-LD: with each of its sources as a work and each correction as a comment.
// What schema.org has no word for is in docs/formats.md. Pure.
import { sourceAsWork } from './source-work';
import { datelineText } from './dateline';
import { noteLabel } from './note-wording';
import { policyLinks } from './policy-terms';
import { newsroomAddress, storyAddress, storyUrn, versionAddress } from './story-address';
import { storyText } from './story-text';
import { wordingIn } from './wording';
import { withoutGaps } from './without-gaps';
import { countWords } from '../text/words';
import type { Rendition } from '../event-store/stored-event';
import type { PublicCorrection, Story, StoryMedium } from '../articles/story';

export function storyAsLinkedData(story: Story): Rendition {
  const members = { ...newsArticle(story), ...withoutGaps({ articleBody: storyText(story) }) };
  return { mediaType: 'application/ld+json', bytes: Buffer.from(JSON.stringify(members), 'utf8') };
}

/** The same without the text, which the page has, as the text of a script element: nothing in it can end the element. */
export const embeddedLinkedData = (story: Story): string =>
  JSON.stringify(newsArticle(story)).replace(/[<>&\u2028\u2029]/g, escaped);

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** @see https://schema.org/NewsArticle */
function newsArticle(story: Story): object {
  const { headline, language, standfirst } = story;
  const address = storyAddress(story);
  return withoutGaps({
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    '@id': address,
    url: address,
    ...names(story),
    headline,
    description: standfirst,
    inLanguage: language,
    dateline: story.body && datelineText(story.dateline, language),
    ...state(story),
    author: story.byline.map((name) => ({ '@type': 'Person', name })),
    articleSection: story.category,
    keywords: story.tags,
    wordCount: countWords(storyText(story)),
    isAccessibleForFree: true,
    image: story.media.map(image),
    citation: story.sources.map((source) => sourceAsWork(source, address)),
    ...notes(story),
    ...responsibility(story),
  });
}

const names = (story: Story): object => ({
  mainEntityOfPage: storyAddress(story),
  identifier: storyUrn(story.id),
});

const state = (story: Story): object => ({
  datePublished: story.publishedAt,
  dateModified: story.updatedAt,
  version: story.version,
  creativeWorkStatus: story.retraction && 'Retracted',
  archivedAt: versionAddress(story, story.version),
});

const image = ({ url, alt, caption, credit, rights }: StoryMedium): object =>
  withoutGaps({
    '@type': 'ImageObject',
    contentUrl: url,
    caption: caption ?? alt,
    creditText: credit,
    copyrightNotice: rights,
  });

/** Kinds of which schema.org's `correction` speaks; the others are comments. */
const corrections: readonly string[] = ['correction', 'clarification', 'removal'];

/** A retraction is the last correction of all. */
function notes(story: Story): object {
  const { notes: wording, retracted } = wordingIn(story.language);
  const note = ({ kind, note: text, at }: PublicCorrection): object => ({
    '@type': corrections.includes(kind) ? 'CorrectionComment' : 'Comment',
    name: noteLabel(kind, wording),
    text,
    datePublished: at,
  });
  const { retraction } = story;
  const notice = retraction && {
    '@type': 'CorrectionComment',
    name: retracted,
    text: retraction.notice,
    datePublished: retraction.at,
  };
  return {
    correction: [
      ...story.corrections.filter(({ kind }) => corrections.includes(kind)).map(note),
      ...(notice ? [notice] : []),
    ],
    comment: story.corrections.filter(({ kind }) => !corrections.includes(kind)).map(note),
  };
}

/** Who answers for the story, and by which rules. */
function responsibility({ newsroom, publisher: { site, policies } }: Story): object {
  const links = policyLinks(policies).flatMap(({ property, url }) => (property ? [[property, url] as const] : []));
  const of = Object.fromEntries(links);
  const publisher = { '@type': 'NewsMediaOrganization', name: newsroom, url: newsroomAddress(site, newsroom), ...of };
  return { publishingPrinciples: of['publishingPrinciples'], publisher };
}
