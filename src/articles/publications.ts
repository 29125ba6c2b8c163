// What every publication does beside deciding: the slug is claimed, and the bytes are made that readers get from here on.
import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Rendition } from '../event-store/stored-event';
import type { Article } from './article';
import { told } from './article-publication';
import type { Decided } from './articles';
import type { Candidate } from './decide-publication';
import type { Told } from './events';
import { Publishers } from './publishers';
import { Renditions } from './renditions';
import type { ServedHashes } from './publication-events';
import { Slugs } from './slugs';
import type { Publisher, Story } from './story';
import { storyOf } from './story-of';
import { versionPublished } from './version-published';

export interface Publication {
  /** The address asked for; undefined: as it is, else made from the headline. */
  readonly slug?: string;
  /** RFC 3339 UTC, milliseconds. */
  readonly publishedAt: string;
  readonly scheduled?: string;
  readonly told: Told;
}

interface StoryAddress {
  readonly newsroom: string;
  readonly slug: string;
  readonly mediaTypes?: readonly string[];
}

@Injectable()
export class Publications {
  constructor(
    private readonly slugs: Slugs,
    private readonly renditions: Renditions,
    private readonly publishers: Publishers,
  ) {}

  /** What stories say of their newsroom from here on. */
  publisher(newsroom: string): Promise<Publisher> {
    return this.publishers.of(newsroom);
  }

  /** Refuses with `slug-taken`. */
  async of(newsroom: string, article: Article, candidate: Candidate, publication: Publication): Promise<Decided> {
    const slug = await this.slugs.claim(newsroom, article, candidate.content, publication.slug);
    return this.at({ newsroom, slug }, article, candidate, publication);
  }

  /** At an address that is the article's. In all media types unless told which. */
  async at(
    { newsroom, slug, mediaTypes }: StoryAddress,
    article: Article,
    candidate: Candidate,
    { publishedAt, scheduled, told: by }: Omit<Publication, 'slug'>,
  ): Promise<Decided> {
    const { publication: live, id } = article;
    const { content, version, change } = candidate;
    const corrections = [...(live?.changes ?? []), ...told({ change, publishedAt })];
    const times = { publishedAt: live?.publishedAt ?? publishedAt, updatedAt: publishedAt };
    const publisher = await this.publisher(newsroom);
    const shown = { newsroom, publisher, id, slug, version, ...times, corrections };
    const { served, hashes } = this.render(storyOf(content, shown), mediaTypes);
    const publishing = { slug, publishedAt, served: hashes, ...(scheduled && { scheduled }) };
    const { findings } = candidate;
    return { events: [versionPublished(candidate, publishing, by)], served, findings };
  }

  /** The bytes of every output of the story, and their hashes for its event. */
  render(
    story: Story,
    mediaTypes?: readonly string[],
  ): { readonly served: readonly Rendition[]; readonly hashes: ServedHashes } {
    const served = this.renditions.render(story, mediaTypes);
    const hashes = served.map(({ mediaType, bytes }) => [mediaType, createHash('sha256').update(bytes).digest('hex')]);
    return { served, hashes: Object.fromEntries(hashes) as ServedHashes };
  }
}
