// Which of a newsroom's stories a list or a feed is about.
import type { SelectQueryBuilder } from 'typeorm';
import type { PublishedStory } from './published-story.entity';

export interface StoryFilter {
  readonly tag?: string;
  readonly category?: string;
  readonly language?: string;
}

/** Adds its conditions to a query of stories as `s`. */
export function filtered(rows: SelectQueryBuilder<PublishedStory>, { tag, category, language }: StoryFilter): void {
  if (tag !== undefined) rows.andWhere('s.tags @> array[:tag]::text[]', { tag });
  if (category !== undefined) rows.andWhere('s.category = :category', { category });
  if (language !== undefined) rows.andWhere('s.language = :language', { language });
}
