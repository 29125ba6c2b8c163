// Answers the working copy in the representation asked for.
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Rejection } from '../errors';
import { negotiate } from '../http/accept';
import { isNotModified } from '../http/etag';
import type { RequestContext } from '../http/passage';
import { permit } from '../identity/access';
import type { Article } from './article';
import { ArticleLog } from './article-log';
import { articleView } from './article-view';
import { bodyText } from '../text/body';
import { Renditions } from './renditions';
import { storyOf } from './story-of';

interface Asked {
  readonly id: string;
  /** The head unless given. */
  readonly revision?: number;
}

@Injectable()
export class ArticleReader {
  constructor(
    private readonly articles: ArticleLog,
    private readonly renditions: Renditions,
  ) {}

  /** The article as asked for. Refuses with `not-found`, also where it is not for this reader. */
  async article({ newsroom, actor }: Pick<RequestContext, 'newsroom' | 'actor'>, asked: Asked): Promise<Article> {
    const { id, revision } = asked;
    const head = await this.articles.current(newsroom, id);
    if (!head) throw new Rejection('not-found', `There is no article ${id}.`);
    permit(actor, 'read-article', head);
    if (revision === undefined) return head;
    const article = await this.articles.asOf(newsroom, head, revision);
    if (!article)
      throw new Rejection('not-found', `The article has ${head.revision} revisions, no revision ${revision}.`);
    return article;
  }

  async answer(request: RequestContext, asked: Asked, reply: FastifyReply): Promise<FastifyReply> {
    const mediaType = negotiate(request.headers.accept, ['application/json', 'text/markdown', 'text/html']);
    const article = await this.article(request, asked);
    const etag = `"${article.revision}${tagEnding[mediaType] ?? ''}"`;
    reply.headers({ etag, vary: 'Accept' });
    if (isNotModified(request.headers, { etag })) return reply.code(304).send();
    if (mediaType === 'text/html') reply.header('content-security-policy', previewPolicy);
    reply.type(`${mediaType}; charset=utf-8`);
    return reply.send(this.represent(request.newsroom, article, mediaType));
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
      id,
      slug: content.slug ?? id,
      version: (publication?.version ?? 0) + 1,
      publishedAt: publication?.publishedAt ?? updatedAt,
      updatedAt,
      corrections: publication?.changes ?? [],
    };
    const rendition = this.renditions.render(storyOf(content, version)).find((one) => one.mediaType === mediaType);
    if (!rendition) throw new Rejection('not-acceptable', `Nothing here makes ${mediaType}.`);
    return rendition.bytes;
  }
}

/** Two representations of one revision differ in their tags. */
const tagEnding: Readonly<Record<string, string>> = { 'text/markdown': '-md', 'text/html': '-html' };

/** A preview is a page with a style sheet and pictures, and nothing that runs. */
const previewPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src https: http:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
