// A story as feeds carry it, made from the very JSON that readers are served: whatever is taken out of that is in no feed. Pure.
import { textOf } from './csl-members';
import { datelineText } from './dateline';
import { escapeHtml } from '../text/escape-html';
import { sourceAddress, sourceAsHtml } from './format-source';
import { labelAsHtml, timeAsHtml } from './label-html';
import { noteLabel } from './note-wording';
import { storyUrn } from './story-address';
import { notesHeading } from './story-notes';
import type { StoryDto } from './story.dto';
import { wordingIn, type Wording } from './wording';
import type { Source } from '../articles/content';
import { sourceHeadingFor } from '../articles/language';

export interface FeedEntry {
  readonly story: StoryDto;
  /** `urn:uuid:` and the story's id. */
  readonly id: string;
  readonly url: string;
  /** The headline, after `Retracted:` where it is. */
  readonly title: string;
  /** Text, sources and notes; its links are absolute. */
  readonly html: string;
  /** RFC 3339. */
  readonly published: string;
  readonly updated: string;
  /** Sources with an address on the web. */
  readonly related: readonly { readonly url: string; readonly title: string }[];
}

/** @param url the story's page */
export function feedEntry(story: StoryDto, url: string): FeedEntry {
  const { id, headline, language, publishedAt, updatedAt, retraction } = story;
  const wording = wordingIn(language);
  return {
    story,
    id: storyUrn(id),
    url,
    title: retraction ? `${wording.retracted}: ${headline}` : headline,
    html: parts(story, url, wording).filter(Boolean).join('\n'),
    published: publishedAt,
    updated: updatedAt,
    related: story.sources.flatMap(({ source }) => related(source as Source | null)),
  };
}

function related(source: Source | null): FeedEntry['related'] {
  const url = sourceAddress(source);
  return url === undefined ? [] : [{ url, title: textOf(source?.['title']) || url }];
}

function parts(story: StoryDto, url: string, wording: Wording): string[] {
  const { retraction, dateline, language } = story;
  const opening = story.html && datelineText(dateline, language);
  return [
    retraction ? told({ label: wording.retracted, note: retraction.notice, at: retraction.at }, 'p', wording) : '',
    opening && `<p>${escapeHtml(opening)}</p>`,
    // Links to the list of sources lead to the one on the page: a reader's program shows many stories on one page of its own.
    story.html.trimEnd().replaceAll('href="#', `href="${escapeHtml(url)}#`),
    notes(story, wording),
    sources(story, wording),
  ];
}

interface Note {
  readonly label: string;
  readonly note: string;
  readonly at: string;
}

const told = ({ label, note, at }: Note, element: 'p' | 'li', wording: Wording): string =>
  `<${element}><strong>${labelAsHtml(escapeHtml(label), wording)}</strong>, ${timeAsHtml(at, wording)}: ${escapeHtml(note)}</${element}>`;

function notes({ corrections }: StoryDto, wording: Wording): string {
  if (corrections.length === 0) return '';
  const items = corrections.map(({ kind, note, at }) =>
    told({ label: noteLabel(kind, wording.notes), note, at }, 'li', wording),
  );
  return `<h2>${labelAsHtml(notesHeading(corrections, wording), wording)}</h2>\n<ul>\n${items.join('\n')}\n</ul>`;
}

function sources({ sources: all, language }: StoryDto, wording: Wording): string {
  if (all.length === 0) return '';
  const items = all.map(
    ({ number, source }) => `<li value="${number}">${sourceAsHtml(source as Source | null, wording)}</li>`,
  );
  return `<h2>${escapeHtml(sourceHeadingFor(language))}</h2>\n<ol>\n${items.join('\n')}\n</ol>`;
}
