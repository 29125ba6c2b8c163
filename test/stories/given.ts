// What tests of the readers' side share: a newsstand on a database of its own, and publications as the newsroom makes them.
import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { ArticleLog } from '../../src/articles/article-log';
import type { Publishers } from '../../src/articles/publishers';
import { Renditions } from '../../src/articles/renditions';
import type { Story } from '../../src/articles/story';
import { serviceDataSource } from '../../src/data-source';
import { EventStore } from '../../src/event-store/event-store';
import { Projector } from '../../src/event-store/projector';
import type { NewEvent, Rendition } from '../../src/event-store/stored-event';
import { Newsstand } from '../../src/stories/newsstand';
import { PublishedStories } from '../../src/stories/published-stories';
import { PublishedStory } from '../../src/stories/published-story.entity';
import { LateRenditions } from '../../src/stories/late-renditions';
import { outputs } from '../../src/stories/outputs';
import { ServedStories } from '../../src/stories/served-stories';
import { StoryHistory } from '../../src/stories/story-history';
import { Withholdings } from '../../src/vault/withholdings';
import { createDatabase, type TestDatabase } from '../setup/database';
import { publisher } from './story.fixture';

export interface Publication {
  readonly id: string;
  readonly position: number;
  readonly served: Readonly<Record<string, string>>;
}

export class GivenServer {
  readonly store: EventStore;
  readonly projector: Projector;
  readonly stories: PublishedStories;
  readonly history: StoryHistory;
  readonly newsstand: Newsstand;

  constructor(readonly source: DataSource) {
    this.store = new EventStore(source);
    this.projector = new Projector(source, this.store);
    this.stories = new PublishedStories(source, new Withholdings(this.store, source));
    this.projector.register(this.stories);
    this.history = new StoryHistory(source, this.projector);
    this.projector.register(this.history);
    const renditions = new Renditions();
    for (const [mediaType, render] of outputs) renditions.register(mediaType, render);
    const publishers = { of: () => Promise.resolve(publisher) };
    const late = new LateRenditions(
      this.store,
      new ArticleLog(this.store),
      publishers as unknown as Publishers,
      renditions,
    );
    this.newsstand = new Newsstand(
      this.store,
      this.projector,
      this.stories,
      new ServedStories(this.store, this.history, late),
    );
  }

  start(): void {
    this.projector.start();
    this.newsstand.onApplicationBootstrap();
  }

  async stop(): Promise<void> {
    await this.newsstand.beforeApplicationShutdown();
    await this.projector.stop();
    await this.source.destroy();
  }

  /** Publishes the next version of the story, as the articles room does. */
  async publish(story: Story): Promise<Publication> {
    const renditions = Array.from(outputs.values(), (render) => render(story));
    const served = Object.fromEntries(renditions.map(({ mediaType, bytes }) => [mediaType, sha256(bytes)]));
    const { version, slug, publishedAt, headline, standfirst, language, category, tags } = story;
    const listed = { headline, standfirst, language, category, tags };
    const by = { sub: 'ana', name: 'Ana', role: 'editor' };
    const payload = { by, version, slug, publishedAt, ...listed, served, findings: [], waived: [] };
    const position = await this.append(story.id, { type: 'article-published', schema: 1, payload }, renditions);
    return { id: story.id, position, served };
  }

  async append(streamId: string, event: NewEvent, served: readonly Rendition[] = []): Promise<number> {
    const head = await this.store.streamHead('main', streamId);
    const outcome = await this.store.append({
      newsroom: 'main',
      id: uuidv7(),
      requestMac: Buffer.alloc(32),
      streamId,
      expectedRevision: head?.revision ?? 0,
      actor: '5c0ffee0-0000-4000-8000-000000000001',
      events: [event],
      served,
    });
    if (outcome.outcome !== 'appended') throw new Error(`The event was not appended: ${outcome.outcome}`);
    return outcome.position;
  }

  /** Settles when the read model has everything that is in the log. */
  async caughtUp(): Promise<void> {
    await this.projector.waitFor('main', await this.store.head('main'), 5_000);
  }
}

export interface GivenNewsstand extends GivenServer {
  readonly database: TestDatabase;
  /** Another server on the same database; not started. */
  another(): Promise<GivenServer>;
  close(): Promise<void>;
}

export async function givenNewsstand(): Promise<GivenNewsstand> {
  const database = await createDatabase();
  const servers: GivenServer[] = [];
  const another = async (): Promise<GivenServer> => {
    const server = new GivenServer(
      await serviceDataSource(database.url, { newsroom: 'main', entities: [PublishedStory] }).initialize(),
    );
    servers.push(server);
    return server;
  };
  const first = await another();
  first.start();
  const close = async (): Promise<void> => {
    for (const server of servers) await server.stop();
    await database.drop();
  };
  return Object.assign(first, { database, another, close });
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
