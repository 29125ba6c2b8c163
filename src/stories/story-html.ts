// A story as a whole web page: semantic, without script, legible on a phone and to a screen reader. Pure.
// Roles of the source list are those of DPUB-ARIA 1.1; the order of headings is the story's outline.
import type { Rendition } from '../event-store/stored-event';
import type { NumberedSource, PublicCorrection, Story } from '../articles/story';
import { bodyAsHtml, citationAnchor, sourceAnchor } from './body-html';
import { datelineText } from './dateline';
import { escapeHtml } from './escape-html';
import { sourceAsHtml } from './format-source';
import { pageStyle } from './page-style';
import { printMinute } from './printed-time';
import { sourceHeadingFor } from '../articles/language';
import { directionOf, wordingIn, type Wording } from './wording';

/** The page; its bytes depend on the story alone. */
export function storyAsHtml(story: Story): Rendition {
  return { mediaType: 'text/html', bytes: Buffer.from(page(story), 'utf8') };
}

function page(story: Story): string {
  const { headline, language, standfirst } = story;
  const description = standfirst ? `\n<meta name="description" content="${escapeHtml(standfirst)}">` : '';
  return `<!doctype html>
<html lang="${escapeHtml(language)}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(headline)}</title>${description}
<style>${pageStyle}</style>
</head>
<body>
<main>
<article>
${parts(story).filter(Boolean).join('\n')}
</article>
</main>
</body>
</html>
`;
}

function parts(story: Story): string[] {
  const wording = wordingIn(story.language);
  return [
    header(story, wording),
    retraction(story, wording),
    dateline(story),
    bodyAsHtml(story, wording).trimEnd(),
    corrections(story.corrections, wording),
    sources(story, wording),
    tags(story.tags),
  ];
}

function header(story: Story, wording: Wording): string {
  const { category, headline, standfirst, byline } = story;
  const lines = [
    category && `<p class="category">${escapeHtml(category)}</p>`,
    `<h1>${escapeHtml(headline)}</h1>`,
    standfirst && `<p class="standfirst">${escapeHtml(standfirst)}</p>`,
    byline.length > 0 && `<address class="by">${escapeHtml(byline.join(', '))}</address>`,
    times(story, wording),
  ];
  return `<header>\n${lines.filter(Boolean).join('\n')}\n</header>`;
}

function times({ publishedAt, updatedAt }: Story, wording: Wording): string {
  const published = label(wording.published, wording) + ' ' + time(publishedAt, wording);
  const updated = ` · ${label(wording.updated, wording)} ${time(updatedAt, wording)}`;
  return `<p class="times">${published}${updatedAt === publishedAt ? '' : updated}</p>`;
}

function retraction({ retraction }: Story, wording: Wording): string {
  if (!retraction) return '';
  const when = `${label(wording.retracted, wording)} ${time(retraction.at, wording)}`;
  return `<div class="notice"><p>${when}</p>\n<p>${escapeHtml(retraction.notice)}</p></div>`;
}

function dateline(story: Story): string {
  const text = datelineText(story.dateline, story.language);
  return text && `<p class="dateline">${escapeHtml(text)}</p>`;
}

function corrections(all: readonly PublicCorrection[], wording: Wording): string {
  if (all.length === 0) return '';
  const items = all.map(({ note, at }) => `<li>${time(at, wording)}: ${escapeHtml(note)}</li>`);
  const heading = `<h2 id="corrections"${wording.mark}>${wording.corrections}</h2>`;
  return `<section aria-labelledby="corrections">\n${heading}\n<ul>\n${items.join('\n')}\n</ul>\n</section>`;
}

function sources(story: Story, wording: Wording): string {
  if (story.sources.length === 0) return '';
  const heading = `<h2 id="sources">${escapeHtml(sourceHeadingFor(story.language))}</h2>`;
  const items = story.sources.map((entry) => source(entry, wording));
  return `<section role="doc-endnotes" aria-labelledby="sources">\n${heading}\n<ol>\n${items.join('\n')}\n</ol>\n</section>`;
}

function source({ number, source: cited, locator }: NumberedSource, wording: Wording): string {
  const mark = cited ? '' : wording.mark;
  const line = `<span${mark}>${sourceAsHtml(cited, wording)}</span>${locator ? ` ${escapeHtml(locator)}.` : ''}`;
  const name = `${wording.backToText}: ${wording.source} ${number}`;
  const back = `<a href="#${citationAnchor(number)}" role="doc-backlink" aria-label="${name}"${wording.mark}>↩</a>`;
  return `<li id="${sourceAnchor(number)}" value="${number}">${line} ${back}</li>`;
}

function tags(all: readonly string[]): string {
  if (all.length === 0) return '';
  const items = all.map((tag) => `<li>${escapeHtml(tag)}</li>`).join('\n');
  return `<footer>\n<ul class="tags">\n${items}\n</ul>\n</footer>`;
}

const label = (words: string, { mark }: Wording): string => (mark ? `<span${mark}>${words}</span>` : words);

const time = (at: string, { language }: Wording): string =>
  `<time datetime="${escapeHtml(at)}">${escapeHtml(printMinute(at, language))}</time>`;
