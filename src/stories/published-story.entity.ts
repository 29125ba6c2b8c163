// One row per story that readers can see or could once. No schema here: the search path says whether live or rebuilt rows are meant.
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('searched_stories')
export class PublishedStory {
  @PrimaryColumn({ name: 'newsroom_id', type: 'text' })
  newsroom!: string;

  @PrimaryColumn({ name: 'story_id', type: 'uuid' })
  id!: string;

  /** Of the event that gave what is served now, or took it away; `bigint` arrives as string. */
  @Column({ type: 'bigint' })
  position!: string;

  @Column({ name: 'first_published_at', type: 'timestamptz' })
  firstPublishedAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;

  /** Whole seconds, and later with each event: what Last-Modified says. */
  @Column({ name: 'modified_at', type: 'timestamptz' })
  modifiedAt!: Date;

  @Column({ type: 'int' })
  version!: number;

  /** `published`, `retracted` or `unpublished`. */
  @Column({ type: 'text' })
  status!: string;

  /** Unpublished for legal reasons. */
  @Column({ type: 'boolean' })
  legal!: boolean;

  @Column({ type: 'text' })
  slug!: string;

  @Column({ type: 'text' })
  headline!: string;

  @Column({ type: 'text' })
  language!: string;

  @Column({ type: 'text', nullable: true })
  category!: string | null;

  @Column({ type: 'text', array: true })
  tags!: string[];

  /** SHA-256, lower-case hex, by media type. */
  @Column({ type: 'jsonb' })
  served!: Record<string, string>;
}
