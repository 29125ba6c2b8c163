// What a story's page says of itself to machines: its one address, how it is shown where it is linked (Open Graph), and the
// whole of it as JSON-LD. Pure.
import type { Story } from '../articles/story';
import { escapeHtml } from '../text/escape-html';
import { webAddress } from './web-address';
import { feedTypes } from './feed';
import { newsroomAddress, storyAddress } from './story-address';
import { embeddedLinkedData } from './story-linked-data';
import { wordingIn } from './wording';

/** Elements of `<head>`, one a line; the page has its encoding, viewport and styles beside it. */
export function headOf(story: Story): string {
  const { headline, language, standfirst, retraction } = story;
  const title = retraction ? `${wordingIn(language).retracted}: ${headline}` : headline;
  return [
    `<title>${escapeHtml(title)}</title>`,
    standfirst ? `<meta name="description" content="${escapeHtml(standfirst)}">` : '',
    `<link rel="canonical" href="${escapeHtml(storyAddress(story))}">`,
    ...openGraph(story, title).map(([name, content]) => `<meta property="${name}" content="${escapeHtml(content)}">`),
    ...feedLinks(story),
    // A data block: it is read, never run, so that the page's policy, which lets no script run, has no say in it.
    `<script type="application/ld+json">${embeddedLinkedData(story)}</script>`,
  ]
    .filter(Boolean)
    .join('\n');
}

/** The newsroom's feeds, by which programs find them. */
const feedLinks = ({ newsroom, publisher: { site } }: Story): string[] =>
  (['atom', 'rss', 'json'] as const).map((format) => {
    const address = `${newsroomAddress(site, newsroom)}/feed.${format}`;
    return `<link rel="alternate" type="${feedTypes[format]}" title="${escapeHtml(newsroom)}" href="${escapeHtml(address)}">`;
  });

/** @see https://ogp.me, the types `website` and `article` */
function openGraph(story: Story, title: string): readonly (readonly [string, string])[] {
  const { newsroom, language, standfirst, publishedAt, updatedAt, category, tags, media } = story;
  const image = webAddress(media[0]?.url ?? '');
  const said: readonly (readonly [string, string | null | undefined])[] = [
    ['og:type', 'article'],
    ['og:title', title],
    ['og:url', storyAddress(story)],
    ['og:site_name', newsroom],
    ['og:description', standfirst],
    ['og:locale', language.replaceAll('-', '_')],
    ['og:image', image],
    ['og:image:alt', image && media[0]?.alt],
    ['article:published_time', publishedAt],
    ['article:modified_time', updatedAt],
    ['article:section', category],
    ...tags.map((tag) => ['article:tag', tag] as const),
  ];
  return said.flatMap(([name, content]) => (content ? [[name, content] as const] : []));
}
