// Two states of one article beside each other: revisions, or the story and a revision.
import { Injectable } from '@nestjs/common';
import type { Article } from '../articles/article';
import type { ArticleContent } from '../articles/content';
import { Rejection } from '../errors';
import type { RequestContext } from '../http/passage';
import { diffContent, type ContentDiff } from './content-diff';
import type { DiffQuery } from './diff.dto';
import { isRestricted, restricted } from '../articles/restricted';
import { redactedContent } from '../articles/withheld-content';
import { Withholdings } from '../vault/withholdings';
import { audienceOf } from '../vault/withholding';
import { RevisionReader, toldTo, type ToldEvent } from './revision-reader';

type Reader = Pick<RequestContext, 'newsroom' | 'actor'>;

/** A state of an article, and the event that made it so. */
export interface DiffSide extends ToldEvent {
  readonly revision: number;
  /** Of the story, where it is what readers see. */
  readonly version: number | null;
  readonly content: ArticleContent;
}

export interface ArticleDiff extends ContentDiff {
  readonly from: DiffSide;
  readonly to: DiffSide;
  /** Both sides are revisions that were named, so that it never changes. */
  readonly fixed: boolean;
}

@Injectable()
export class DiffReader {
  constructor(
    private readonly revisions: RevisionReader,
    private readonly withholdings: Withholdings,
  ) {}

  /** Refuses with `not-found` where a side is not there, or not for this reader. */
  async diff(reader: Reader, id: string, query: DiffQuery): Promise<ArticleDiff> {
    const head = await this.revisions.head(reader, id);
    const last = query.to ?? head.revision;
    const asked = query.from ?? String(Math.max(1, last - 1));
    const [from, to] = await Promise.all([
      this.from(reader, head, asked),
      this.side(reader, id, last), //
    ]);
    // What is restricted is another for another reader, who may use the same browser.
    const open = [from, to].every(({ type }) => type !== restricted && !isRestricted(type));
    const fixed = query.to !== undefined && asked !== 'story' && open;
    return this.redacted(reader, head.id, { from, to, fixed });
  }

  /** Both sides before they are compared: pieces of the words would tell them. */
  private async redacted(
    reader: Reader,
    id: string,
    sides: Omit<ArticleDiff, keyof ContentDiff>,
  ): Promise<ArticleDiff> {
    await this.withholdings.current(reader.newsroom);
    const redaction = this.withholdings.redaction(reader.newsroom, audienceOf(reader.actor), id);
    const [from, to] = [sides.from, sides.to].map((side) => ({
      ...side,
      content: redactedContent(side.content, redaction),
    })) as [DiffSide, DiffSide];
    return { ...sides, from, to, ...diffContent(from.content, to.content) };
  }

  private from(reader: Reader, head: Article, asked: string): Promise<DiffSide> {
    if (asked === 'story') return this.story(reader, head);
    if (/^[1-9]\d{0,8}$/.test(asked)) return this.side(reader, head.id, Number(asked));
    const message = 'from has to be a revision, or `story`.';
    throw new Rejection('validation-failed', message, { errors: [{ path: 'from', message }] });
  }

  /** The last published version, which is no revision's content where it was corrected beside the working copy. */
  private async story(reader: Reader, { id, publication }: Article): Promise<DiffSide> {
    if (!publication) throw new Rejection('not-found', 'The article has no story yet.');
    const { revision, version, content } = publication;
    return { ...(await this.side(reader, id, revision)), version, content };
  }

  private async side(reader: Reader, id: string, revision: number): Promise<DiffSide> {
    const { article, stored } = await this.revisions.revision(reader, id, revision);
    return { ...toldTo(reader, stored), revision, version: null, content: article.content };
  }
}
