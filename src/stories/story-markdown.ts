// A story as Markdown that reads well as it is: headline, text with printed citations, sources, corrections. Pure.
import type { Rendition } from '../event-store/stored-event';
import type { NumberedSource, Story } from '../articles/story';
import { datelineText } from './dateline';
import { sourceAddress, sourceAsText } from './format-source';
import { sourceHeadingFor } from '../articles/language';
import { printedBody } from './printed-body';
import { noteLabel } from './note-wording';
import { amendedAs, notesHeading } from './story-notes';
import { wordingIn, type Wording } from './wording';

/** Blocks set off by one blank line each; ends with a newline. */
export function storyAsMarkdown(story: Story): Rendition {
  const wording = wordingIn(story.language);
  const blocks = [
    headline(story, wording),
    retraction(story, wording),
    story.standfirst && `**${plain(story.standfirst)}**`,
    [plain(story.byline.join(', ')), times(story, wording)].filter(Boolean).join(' · '),
    amended(story, wording),
    // It opens the text, and goes with it.
    story.body && plain(datelineText(story.dateline, story.language)),
    // Blank lines around the text go, not the spaces that indent its first line.
    printedBody(story).replace(/^(?:[ \t]*\r?\n)+|\s+$/g, ''),
    ...corrections(story, wording),
    ...sources(story, wording),
  ];
  return { mediaType: 'text/markdown', bytes: Buffer.from(`${blocks.filter(Boolean).join('\n\n')}\n`, 'utf8') };
}

const headline = ({ headline, retraction }: Story, { retracted }: Wording): string =>
  `# ${retraction ? `${retracted}: ` : ''}${plain(headline)}`;

const retraction = ({ retraction }: Story, { retracted }: Wording): string =>
  retraction ? `**${retracted}**, ${retraction.at}: ${plain(retraction.notice)}` : '';

/** The time of a retraction stands with its notice. */
function times({ publishedAt, updatedAt, retraction }: Story, wording: Wording): string {
  const published = `${wording.published} ${publishedAt}`;
  return updatedAt === publishedAt || retraction ? published : `${published} · ${wording.updated} ${updatedAt}`;
}

function amended(story: Story, wording: Wording): string {
  const amended = amendedAs(story, wording);
  return amended ? `${plain(amended.labels.join(', '))}, ${amended.at}` : '';
}

function corrections({ corrections }: Story, wording: Wording): string[] {
  if (corrections.length === 0) return [];
  const items = corrections.map(
    ({ kind, at, note }) => `- **${plain(noteLabel(kind, wording.notes))}**, ${at}: ${plain(note)}`,
  );
  return [`## ${notesHeading(corrections, wording)}`, items.join('\n')];
}

function sources(story: Story, wording: Wording): string[] {
  if (story.sources.length === 0) return [];
  const items = story.sources.map((entry) => source(entry, wording));
  return [`## ${sourceHeadingFor(story.language)}`, items.join('\n')];
}

function source({ number, source: cited, locator }: NumberedSource, wording: Wording): string {
  const address = sourceAddress(cited);
  const line = [sourceAsText(cited, wording), locator && `${locator}.`].filter(Boolean).join(' ');
  return [`${number}.`, plain(line), address && `<${address}>`].filter(Boolean).join(' ');
}

/** Text on one line that Markdown shows as it is (CommonMark 0.31, section 2.4). */
const plain = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*[\]<]|(?<!\w)_|_(?!\w)/g, '\\$&');
