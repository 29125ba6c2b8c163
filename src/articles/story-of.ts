// The story that a version of an article makes. Pure.
import { bodyText } from '../text/body';
import type { ArticleContent } from './content';
import { storySources } from './numbering';
import type { Story } from './story';

export interface Version {
  readonly newsroom: string;
  readonly id: string;
  readonly slug: string;
  readonly version: number;
  readonly publishedAt: string;
  readonly updatedAt: string;
}

export function storyOf(content: ArticleContent, version: Version): Story {
  const { headline, standfirst, language, category, tags, byline, dateline } = content;
  const media = content.media.map(({ key, url, alt, caption, credit }) => ({ key, url, alt, caption, credit }));
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
    corrections: [],
    retraction: null,
  };
}
