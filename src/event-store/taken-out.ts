// Rows of read models that are made of one article's events alone: taken out once some of those lost parts.
import type { EntityManager } from 'typeorm';

export interface ErasedStreams {
  readonly newsroom: string;
  /** An article's and that of its comments; of several articles perhaps. */
  readonly streams: readonly string[];
  /** Position of the first event that has not been applied yet. */
  readonly next: number;
}

/** By table, the column that names the article. */
export type ArticleColumns = Readonly<Record<string, 'article_id' | 'story_id'>>;

export async function takeOutRows(
  { newsroom, streams }: ErasedStreams,
  columns: ArticleColumns,
  manager: EntityManager,
): Promise<void> {
  for (const [table, column] of Object.entries(columns))
    await manager.query(
      `
delete from ${table}
 where newsroom_id = $1
   and ${column} = any ($2::uuid[])`,
      [newsroom, streams],
    );
}
