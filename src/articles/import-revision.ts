// Use case: a revision of an archive is brought in, with whom and when it tells. Its events are one command, so that a
// revision is there whole or not at all, and its id is made from what it is, so that it is there once.
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EventStore } from '../event-store/event-store';
import type { AppendOutcome } from '../event-store/stored-event';
import { nameBasedUuid } from '../name-based-uuid';
import { NewsroomSettings } from '../settings/newsroom-settings';
import { evolve, type Article } from './article';
import type { Decided } from './articles';
import { archivedContent, archivedVersion, archivedWithdrawal, type ArchivedRevision } from './decide-import';
import { toPayload } from './event-codec';
import type { ArticleEvent, ImportedFrom, Told } from './events';
import type { Finding } from './finding';
import { Publications } from './publications';
import { slugFrom } from './slug';
import { Slugs } from './slugs';

export interface ArchivedArticle {
  readonly newsroom: string;
  readonly id: string;
  /** As the revision before left it, in the log or on its way there. */
  readonly before: Article | undefined;
  /** `sent` of the revision before, if that was brought in just now. */
  readonly behind?: Promise<unknown>;
}

export interface Archived {
  readonly revision: ArchivedRevision;
  readonly told: Told & { readonly imported: ImportedFrom };
  /** The address that the story had; made from its headline without one, and another where that is taken. */
  readonly slug?: string;
}

export interface ImportOutcome {
  readonly after: Article;
  readonly events: readonly ArticleEvent[];
  /** Of the version that was published, if one was. */
  readonly findings: readonly Finding[];
  /** Settles when it was sent to the log: the next one of the article goes behind it. */
  readonly sent: Promise<unknown>;
  /** Settles when the log has it; the next revision need not wait for that. `conflict`: somebody changed the article meanwhile. */
  readonly written: Promise<AppendOutcome['outcome']>;
}

export class ImportRevision extends Command<ImportOutcome> {
  constructor(
    readonly article: ArchivedArticle,
    readonly archived: Archived,
    /** false: it is only told what would be written. */
    readonly write: boolean,
  ) {
    super();
  }
}

/** Nobody was served the version here: what is kept says what it was, and all other outputs are made when asked for. */
const kept = ['text/markdown'];

@CommandHandler(ImportRevision)
export class ImportRevisionHandler implements ICommandHandler<ImportRevision> {
  constructor(
    private readonly store: EventStore,
    private readonly settings: NewsroomSettings,
    private readonly slugs: Slugs,
    private readonly publications: Publications,
  ) {}

  async execute({ article, archived, write }: ImportRevision): Promise<ImportOutcome> {
    const { revision, told } = archived;
    const content = archivedContent(article.before, revision, told);
    const edited = stood(article, article.before, content);
    const version = await this.version(article, edited, archived, write);
    const events = [...content, ...version.events, ...archivedWithdrawal(edited, revision, told)];
    const after = stood(article, edited, events.slice(content.length));
    const way = write ? this.send(article, told, { ...version, events }) : notSent;
    return { after, events, findings: version.findings ?? [], ...way };
  }

  private async version(
    { newsroom, id }: ArchivedArticle,
    edited: Article,
    { revision, told, slug: given }: Archived,
    write: boolean,
  ): Promise<Decided> {
    const candidate = archivedVersion(edited, revision, await this.settings.known(newsroom));
    if (!candidate) return { events: [] };
    const wanted = edited.publication?.slug ?? (given || slugFrom(edited.content.headline) || id);
    const slug = write && !edited.publication ? await this.slugs.claimLike(newsroom, id, wanted) : wanted;
    const publishedAt = told.occurredAt ?? new Date().toISOString();
    const mediaTypes = write ? kept : [];
    return this.publications.at({ newsroom, slug, mediaTypes }, edited, candidate, { publishedAt, told });
  }

  /** Whoever is new here gets an id first, which nothing but the revision itself waits for. */
  private send(
    { newsroom, id, before, behind }: ArchivedArticle,
    told: Archived['told'],
    { events, served }: Decided,
  ): Pick<ImportOutcome, 'sent' | 'written'> {
    const sent = Promise.all([this.store.actorId(newsroom, told.by.sub), behind]).then(([actor]) => ({
      answer: this.store.append({
        newsroom,
        id: nameBasedUuid('import', newsroom, id, told.imported.revision),
        streamId: id,
        expectedRevision: before?.revision ?? 0,
        actor,
        events: events.map(toPayload),
        served,
        canWait: true,
      }),
    }));
    return { sent, written: sent.then(async ({ answer }) => (await answer).outcome) };
  }
}

const notSent = { sent: Promise.resolve(), written: Promise.resolve('appended' as const) };

/** The article after the events, as far as decisions go: when and where the log has them, only the log knows. */
function stood({ id }: ArchivedArticle, before: Article | undefined, events: readonly ArticleEvent[]): Article {
  const recordedAt = new Date().toISOString();
  let article = before;
  for (const event of events) {
    article = evolve(article, { streamId: id, revision: (article?.revision ?? 0) + 1, position: 0, recordedAt, event });
  }
  if (!article) throw new Error(`nothing was decided for the new stream ${id}`);
  return article;
}
