// What tests of the desk's read model share: events as the newsroom makes them, and the projection on a database of its own.
import type { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { ArticleLog } from '../../src/articles/article-log';
import { ArticlePassages } from '../../src/articles/article-passages';
import { PublishedTexts } from '../../src/articles/published-texts';
import { toPayload } from '../../src/articles/event-codec';
import type { ArticleDrafted, ArticleEdited, ArticleEvent } from '../../src/articles/events';
import { serviceDataSource } from '../../src/data-source';
import { WorkingCopies } from '../../src/desk/working-copies';
import type { WorkingCopyListing } from '../../src/desk/working-copy-listing';
import { WorkingCopySearch } from '../../src/desk/working-copy-search';
import { EventStore } from '../../src/event-store/event-store';
import { Projector } from '../../src/event-store/projector';
import { createDatabase, type TestDatabase } from '../setup/database';

const by = { sub: 'ana', name: 'Ana', role: 'editor' } as const;

export const drafted = (headline: string, blocks: readonly string[] = [], language = 'en'): ArticleDrafted => ({
  type: 'article-drafted',
  by,
  members: { headline, language },
  blocks,
  citations: [],
});

export const edited = (members: ArticleEdited['members'], body?: ArticleEdited['body']): ArticleEdited => ({
  type: 'article-edited',
  by,
  members,
  body,
});

export class GivenDesk {
  readonly store: EventStore;
  readonly projector: Projector;
  readonly search: WorkingCopySearch;
  readonly workingCopies: WorkingCopies;
  private readonly revisions = new Map<string, number>();

  constructor(
    readonly source: DataSource,
    readonly database: TestDatabase,
  ) {
    this.store = new EventStore(source);
    this.projector = new Projector(source, this.store);
    this.search = new WorkingCopySearch(source);
    this.workingCopies = new WorkingCopies(
      new ArticlePassages(new ArticleLog(this.store)),
      new PublishedTexts(this.store),
    );
    this.projector.register(this.workingCopies);
  }

  /** Appends them to the article, which begins with the first; its id. */
  async happened(events: readonly ArticleEvent[], id = uuidv7()): Promise<string> {
    await this.append(id, events.map(toPayload));
    return id;
  }

  async append(id: string, events: Parameters<EventStore['append']>[0]['events']): Promise<void> {
    const expectedRevision = this.revisions.get(id) ?? 0;
    const actor = '5c0ffee0-0000-4000-8000-000000000001';
    const outcome = await this.store.append({
      newsroom: 'main',
      id: uuidv7(),
      streamId: id,
      expectedRevision,
      actor,
      events,
    });
    if (outcome.outcome !== 'appended') throw new Error(`The events were not appended: ${outcome.outcome}`);
    this.revisions.set(id, outcome.revision);
  }

  /** Settles when the read model has everything that is in the log; rejects where an event stops it. */
  async caughtUp(patience = 20_000): Promise<void> {
    await this.projector.waitFor('main', await this.store.head('main'), patience);
  }

  async listed(asked: Partial<WorkingCopyListing> = {}): Promise<string[]> {
    const { words, ...rest } = { newsroom: 'main', limit: 50, ...asked };
    const rows = await (words
      ? this.search.find({ ...rest, words, state: await this.search.state('main', words.query) })
      : this.search.list(rest));
    return rows.map(({ item }) => item.headline);
  }

  async close(): Promise<void> {
    await this.projector.stop();
    await this.source.destroy();
    await this.database.drop();
  }
}

export async function givenDesk(): Promise<GivenDesk> {
  const database = await createDatabase();
  const desk = new GivenDesk(await serviceDataSource(database.url, { newsroom: 'main' }).initialize(), database);
  desk.projector.start();
  return desk;
}
