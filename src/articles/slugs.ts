// Slugs of a newsroom: whoever claims one first has it for ever.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Rejection } from '../errors';
import { forNewsroom } from '../newsroom-rows';
import type { Article } from './article';
import type { ArticleContent } from './content';
import { slugFrom } from './slug';

@Injectable()
export class Slugs {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * The slug of the article once that content is published: the one asked for, else the content's, else the story's, else
   * one made from the headline. Refuses with `slug-taken`.
   */
  async claim(newsroom: string, article: Article, content: ArticleContent, asked?: string): Promise<string> {
    const { publication, id } = article;
    const wanted = asked ?? content.slug ?? publication?.slug;
    const made = slugFrom(content.headline) || id;
    const slug = await this.take(newsroom, id, wanted ?? made, wanted !== undefined);
    if (!slug) throw new Rejection('slug-taken', `The slug ${wanted} belongs to another story.`, { slug: wanted });
    return slug;
  }

  /** That slug for the article, or where it is another's, one that is made of it. */
  async claimLike(newsroom: string, id: string, slug: string): Promise<string> {
    return (await this.take(newsroom, id, slug, false)) ?? id;
  }

  private async take(newsroom: string, id: string, slug: string, exact: boolean): Promise<string | null | undefined> {
    const rows: { slug: string | null }[] = await forNewsroom(this.dataSource, newsroom).query(
      'select log.claim_slug($1, $2, $3, $4) as slug',
      [newsroom, slug, id, exact],
    );
    return rows[0]?.slug;
  }
}
