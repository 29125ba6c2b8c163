// Answers the working copy in the representation asked for.
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Rejection } from '../errors';
import { EventStore } from '../event-store/event-store';
import type { StreamName } from '../event-store/stream-times';
import { negotiate } from '../http/accept';
import { answerLasting } from '../http/lasting-answer';
import type { RequestContext } from '../http/passage';
import { permit } from '../identity/access';
import type { Article } from './article';
import { ArticleLog } from './article-log';
import { articleView } from './article-view';
import { instantOf, occurredBy, type AsOf, type Instant, type TimedChange } from './as-of';
import { bodyText } from '../text/body';
import { isRestricted, seesRestricted } from './restricted';
import { revisionTag } from './revision-tag';
import { Renditions } from './renditions';
import type { Publisher } from './story';
import { storyOf } from './story-of';

interface Asked extends AsOf {
  readonly id: string;
}

type Reader = Pick<RequestContext, 'newsroom' | 'actor'>;

interface Found {
  readonly article: Article;
  readonly head: Article;
  /** Whether the same question has this answer for ever. */
  readonly fixed: boolean;
}

@Injectable()
export class ArticleReader {
  constructor(
    private readonly articles: ArticleLog,
    private readonly store: EventStore,
    private readonly renditions: Renditions,
  ) {}

  /** The article as asked for, the head unless told. Refuses with `not-found`, also where it is not for this reader. */
  async article(reader: Reader, asked: Asked): Promise<Article> {
    return (await this.find(reader, asked)).article;
  }

  async answer(request: RequestContext, asked: Asked, reply: FastifyReply): Promise<FastifyReply> {
    const mediaType = negotiate(request.headers.accept, ['application/json', 'text/markdown', 'text/html']);
    const { article, head, fixed } = await this.find(request, asked);
    const etag = revisionTag(article, head, tagEnding[mediaType]);
    if (mediaType === 'text/html') reply.header('content-security-policy', previewPolicy);
    const text = () => this.represent(request.newsroom, article, mediaType);
    return answerLasting(request, reply, { mediaType, text, etag, fixed });
  }

  private async find({ newsroom, actor }: Reader, asked: Asked): Promise<Found> {
    const instant = instantOf(asked);
    const head = await this.articles.current(newsroom, asked.id);
    if (!head) throw new Rejection('not-found', `There is no article ${asked.id}.`);
    permit(actor, 'read-article', head);
    const revision = instant ? await this.shownAt({ newsroom, actor }, head, instant) : asked.revision;
    if (revision === undefined) return { article: head, head, fixed: false };
    const article = await this.articles.asOf(newsroom, head, revision);
    if (!article)
      throw new Rejection('not-found', `The article has ${head.revision} revisions, no revision ${revision}.`);
    // Recorded times never go back: once a later revision is there, no other can be the last one by then.
    const over = instant?.time === 'recorded' && revision < head.revision;
    return { article, head, fixed: instant === undefined || over };
  }

  /** When it was that something restricted happened must not be found out by asking for times. */
  private async shownAt({ newsroom, actor }: Reader, head: Article, instant: Instant): Promise<number> {
    let revision = await this.revisionAt(newsroom, head, instant);
    if (seesRestricted(actor)) return revision;
    while (isRestricted((await this.articles.revision(newsroom, head.id, revision))?.stored.type ?? '')) revision -= 1;
    return revision;
  }

  private async revisionAt(newsroom: string, { id, revision }: Article, { milliseconds, time }: Instant) {
    const stream = { newsroom, streamId: id };
    const found =
      time === 'recorded'
        ? await this.store.revisionAt(stream, milliseconds)
        : occurredBy(await this.changes(stream, revision), milliseconds);
    if (found === undefined) throw new Rejection('not-found', 'The article was not there yet.');
    return Math.min(found, revision); // what was appended since the head was read is not looked at
  }

  private async changes(stream: StreamName, upTo: number): Promise<readonly TimedChange[]> {
    const all = await this.store.revisionsWithPart(stream, 'occurredAt');
    const known = all.filter(({ revision }) => revision <= upTo);
    return known.map(({ revision, recordedAt, part }) => {
      const told: unknown = JSON.parse(part ?? 'null');
      return { revision, recordedAt, ...(typeof told === 'string' && { occurredAt: told }) };
    });
  }

  private represent(newsroom: string, article: Article, mediaType: string): string | Buffer {
    if (mediaType === 'application/json') return JSON.stringify(articleView(article));
    if (mediaType === 'text/markdown') return bodyText(article.content.body);
    return this.preview(newsroom, article, mediaType);
  }

  /** As readers would see it if it were published now. */
  private preview(newsroom: string, { id, content, publication, updatedAt }: Article, mediaType: string): Buffer {
    const version = {
      newsroom,
      publisher: unnamed,
      id,
      slug: content.slug ?? id,
      version: (publication?.version ?? 0) + 1,
      publishedAt: publication?.publishedAt ?? updatedAt,
      updatedAt,
      corrections: publication?.changes ?? [],
    };
    const [rendition] = this.renditions.render(storyOf(content, version), [mediaType]);
    if (!rendition) throw new Rejection('not-acceptable', `Nothing here makes ${mediaType}.`);
    return rendition.bytes;
  }
}

/** A preview of a revision is the same for ever, whatever becomes of the newsroom's policies and address. */
const unnamed: Publisher = { site: '', policies: {}, publicHistory: 'none' };

/** Two representations of one revision differ in their tags. */
const tagEnding: Readonly<Record<string, string>> = { 'text/markdown': '-md', 'text/html': '-html' };

/** A preview is a page with a style sheet and pictures, and nothing that runs. */
const previewPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src https: http:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
