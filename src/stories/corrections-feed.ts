// The newsroom's corrections as Atom: what readers were told of changes and retractions, newest first.
import { Injectable } from '@nestjs/common';
import { Publishers } from '../articles/publishers';
import { Rejection } from '../errors';
import { EventStore } from '../event-store/event-store';
import { nameBasedUuid } from '../name-based-uuid';
import { Corrections } from './corrections';
import { correctionsAsAtom, type CorrectionEntry } from './corrections-atom';
import { corrected } from './corrections-list';
import { FeedShelf, type FeedBytes } from './feed-shelf';
import { newsroomAddress, storyUrn } from './story-address';

const most = 50;

@Injectable()
export class CorrectionsFeed {
  private readonly shelf = new FeedShelf();

  constructor(
    private readonly corrections: Corrections,
    private readonly store: EventStore,
    private readonly publishers: Publishers,
  ) {}

  /** What readers are told, as the list has it unless asked for another kind. Refuses with `not-found` where there is no such newsroom. */
  async bytes(newsroom: string): Promise<FeedBytes> {
    const { cleared } = this.shelf;
    const rows = await this.corrections.page({ newsroom, kinds: corrected, unpublished: false, limit: most });
    if (rows.length === 0 && !(await this.store.newsroomExists(newsroom))) throw new Rejection('not-found');
    const address = newsroomAddress((await this.publishers.of(newsroom)).site, newsroom);
    const entries = rows.map(({ position, slug, headline, language, kind, note, told_at }): CorrectionEntry => {
      const id = storyUrn(nameBasedUuid('stet-correction/v1', newsroom, position));
      return { id, url: `${address}/stories/${slug}`, headline, language, kind, note, at: told_at.toISOString() };
    });
    const urn = storyUrn(nameBasedUuid('stet-corrections/v1', newsroom));
    const last = rows.reduce((latest, { told_at }) => Math.max(latest, told_at.getTime()), 0);
    const modifiedAt = new Date(Math.floor(last / 1_000) * 1_000);
    const move = { position: 0, modifiedAt };
    return this.shelf.put(newsroom, correctionsAsAtom({ newsroom, urn, address, entries }), move, cleared);
  }

  forget(): void {
    this.shelf.clear();
  }
}
