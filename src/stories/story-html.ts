// A story as a whole web page: semantic, without script, legible on a phone and to a screen reader. Pure.
// Roles of the source list are those of DPUB-ARIA 1.1; the order of headings is the story's outline.
import type { Rendition } from '../event-store/stored-event';
import type { NumberedSource, Story } from '../articles/story';
import { bodyAsHtml, citationAnchor, sourceAnchor } from './body-html';
import { datelineText } from './dateline';
import { escapeHtml } from '../text/escape-html';
import { sourceAsHtml } from './format-source';
import { labelAsHtml, timeAsHtml } from './label-html';
import { pageStyle } from './page-style';
import { headOf } from './story-head';
import { sourceHeadingFor } from '../articles/language';
import { amendedAsHtml, notesAsHtml, retractionAsHtml } from './story-notes';
import { directionOf, wordingIn, type Wording } from './wording';

/** The page; its bytes depend on the story alone. */
export function storyAsHtml(story: Story): Rendition {
  return { mediaType: 'text/html', bytes: Buffer.from(page(story), 'utf8') };
}

function page(story: Story): string {
  const { language } = story;
  return `<!doctype html>
<html lang="${escapeHtml(language)}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${headOf(story)}
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
    dateline(story),
    bodyAsHtml(story, wording).trimEnd(),
    notesAsHtml(story, wording),
    sources(story, wording),
    tags(story.tags),
  ];
}

function header(story: Story, wording: Wording): string {
  const { category, standfirst, byline } = story;
  const lines = [
    category && `<p class="category">${escapeHtml(category)}</p>`,
    headline(story, wording),
    // Before anything that it is about can be read.
    retractionAsHtml(story, wording),
    standfirst && `<p class="standfirst">${escapeHtml(standfirst)}</p>`,
    byline.length > 0 && `<address class="by">${escapeHtml(byline.join(', '))}</address>`,
    times(story, wording),
    amendedAsHtml(story, wording),
  ];
  return `<header>\n${lines.filter(Boolean).join('\n')}\n</header>`;
}

function headline({ headline, retraction }: Story, wording: Wording): string {
  const marked = retraction ? `<span class="retracted"${wording.mark}>${wording.retracted}:</span> ` : '';
  return `<h1>${marked}${escapeHtml(headline)}</h1>`;
}

/** The time of a retraction stands with its notice. */
function times({ publishedAt, updatedAt, retraction }: Story, wording: Wording): string {
  const published = `${labelAsHtml(wording.published, wording)} ${timeAsHtml(publishedAt, wording)}`;
  const updated = ` · ${labelAsHtml(wording.updated, wording)} ${timeAsHtml(updatedAt, wording)}`;
  return `<p class="times">${published}${updatedAt === publishedAt || retraction ? '' : updated}</p>`;
}

/** Opens the text, and goes with it. */
function dateline({ dateline, language, body }: Story): string {
  const text = body && datelineText(dateline, language);
  return text && `<p class="dateline">${escapeHtml(text)}</p>`;
}

function sources(story: Story, wording: Wording): string {
  if (story.sources.length === 0) return '';
  const heading = `<h2 id="sources">${escapeHtml(sourceHeadingFor(story.language))}</h2>`;
  const items = story.sources.map((entry) => source(entry, wording));
  return `<section role="doc-endnotes" aria-labelledby="sources">\n${heading}\n<ol>\n${items.join('\n')}\n</ol>\n</section>`;
}

function source({ number, source: cited, locator, capture }: NumberedSource, wording: Wording): string {
  const mark = cited ? '' : wording.mark;
  const line = `<span${mark}>${sourceAsHtml(cited, wording, capture)}</span>${locator ? ` ${escapeHtml(locator)}.` : ''}`;
  const name = `${wording.backToText}: ${wording.source} ${number}`;
  const back = `<a href="#${citationAnchor(number)}" role="doc-backlink" aria-label="${name}"${wording.mark}>↩</a>`;
  return `<li id="${sourceAnchor(number)}" value="${number}">${line} ${back}</li>`;
}

function tags(all: readonly string[]): string {
  if (all.length === 0) return '';
  const items = all.map((tag) => `<li>${escapeHtml(tag)}</li>`).join('\n');
  return `<footer>\n<ul class="tags">\n${items}\n</ul>\n</footer>`;
}
