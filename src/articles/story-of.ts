// The story that a version of an article makes. Pure.
import { bodyText } from '../text/body';
import type { Retraction } from './article-publication';
import type { ArticleContent } from './content';
import { storySources } from './numbering';
import type { PublicCorrection, Publisher, Story } from './story';

export interface Version {
  readonly newsroom: string;
  readonly publisher: Publisher;
  readonly id: string;
  readonly slug: string;
  readonly version: number;
  readonly publishedAt: string;
  readonly updatedAt: string;
  /** What readers are told of the versions so far, oldest first. */
  readonly corrections: readonly PublicCorrection[];
}

export function storyOf(content: ArticleContent, version: Version): Story {
  const { headline, standfirst, language, category, tags, byline, dateline } = content;
  const media = content.media.map(({ key, url, alt, caption, credit, rights }) => {
    return { key, url, alt, caption, credit, ...(rights !== undefined && { rights }) };
  });
  return {
    ...version,
    headline,
    standfirst,
    body: bodyText(content.body),
    language,
    category,
    tags,
    byline,
    dateline,
    sources: storySources(content),
    media,
    retraction: null,
  };
}

/**
 * The story once it is retracted: headline, dates and the notice in the place of text, sources and corrections, or with
 * them where the text is kept.
 */
export function retractedStory(story: Story, { notice, at, keepText }: Retraction): Story {
  const retracted = { ...story, updatedAt: at, retraction: { notice, at } };
  return keepText ? retracted : { ...retracted, standfirst: null, body: '', sources: [], media: [], corrections: [] };
}
