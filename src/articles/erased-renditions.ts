// What readers are given in the place of served bytes that held what was erased: the version made again of what is left,
// with a notice that something was removed and when. Pure but for the renderers, which are given.
import type { Rendition, StoredEvent } from '../event-store/stored-event';
import { marks } from '../vault/quoted-letters';
import type { Redaction } from '../vault/redaction';
import type { Publication } from './article-publication';
import { publicationsAt, withoutParts } from './erased-stories';
import type { ErasedBytes, ErasedParts } from './erasure-events';
import type { Story } from './story';
import { retractedStory, storyOf } from './story-of';

export interface ErasedRendition extends Rendition {
  readonly position: number;
  /** Nothing of the version is left in it but the notice. */
  readonly bare: boolean;
}

export interface Remaking {
  readonly newsroom: string;
  readonly article: string;
  readonly publisher: Story['publisher'];
  /** Of the article's own stream, as they are before the erasure. */
  readonly events: readonly StoredEvent[];
  readonly parts: readonly Pick<ErasedParts, 'position' | 'parts'>[];
  readonly served: readonly (Omit<ErasedBytes, 'bare'> & { readonly bare?: boolean })[];
  readonly redaction: Redaction;
  /** RFC 3339. */
  readonly at: string;
  readonly render: (story: Story, mediaTypes: readonly string[]) => readonly Rendition[];
}

export function erasedRenditions(remaking: Remaking): ErasedRendition[] {
  const { events, parts, served } = remaking;
  const left = publicationsAt(withoutParts(events, parts), new Set(served.map(({ position }) => position)));
  return served.flatMap(({ position, mediaType, bare = false }) => {
    const publication = left.get(position);
    return publication
      ? [{ position, mediaType, ...remade(storyLeft(publication, remaking), mediaType, { ...remaking, bare }) }]
      : [];
  });
}

function storyLeft(publication: Publication, { newsroom, article: id, publisher, at }: Remaking): Story {
  const { slug, version, publishedAt, updatedAt, changes: corrections, content, retraction } = publication;
  const story = storyOf(content, { newsroom, publisher, id, slug, version, publishedAt, updatedAt, corrections });
  const shown = retraction ? retractedStory(story, retraction) : story;
  return { ...shown, body: `> ${notice(at)}\n\n${shown.body}` };
}

/** Whatever the outputs make of it, the words are not in it. */
function remade(
  story: Story,
  mediaType: string,
  { redaction, at, render, bare }: Remaking & { readonly bare: boolean },
): Pick<ErasedRendition, 'bytes' | 'bare'> {
  const made = (one: Story): string => {
    const [rendition] = render(one, [mediaType]);
    return rendition ? Buffer.from(rendition.bytes).toString('utf8') : notice(at);
  };
  const text = bare ? undefined : made(story);
  if (text !== undefined && !redaction.holds(text)) return { bytes: Buffer.from(text), bare: false };
  return { bytes: Buffer.from(redaction.text(made(bareStory(story, at)))), bare: true };
}

const bareStory = ({ retraction, ...story }: Story, at: string): Story => ({
  ...story,
  headline: marks.erased,
  standfirst: null,
  body: `> ${notice(at)}\n`,
  category: null,
  tags: [],
  byline: [],
  dateline: null,
  sources: [],
  media: [],
  corrections: [],
  retraction: retraction && { notice: marks.erased, at: retraction.at },
});

const notice = (at: string): string => `Something was removed from this version on ${at.slice(0, 10)}.`;
