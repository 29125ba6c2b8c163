// One row per comment on every article. No schema here: the search path says whether live or rebuilt rows are meant.
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Lost } from './comment-anchor';
import type { CommentedMember, Span } from './comment-spans';

@Entity('comments')
export class CommentRow {
  @PrimaryColumn({ name: 'newsroom_id', type: 'text' })
  newsroom!: string;

  @PrimaryColumn({ name: 'article_id', type: 'uuid' })
  article!: string;

  @PrimaryColumn({ type: 'int' })
  n!: number;

  @Column({ type: 'text' })
  text!: string;

  /** The token's `sub`. */
  @Column({ type: 'text' })
  author!: string;

  @Column({ name: 'author_name', type: 'text' })
  authorName!: string;

  @Column({ name: 'added_at', type: 'timestamptz' })
  addedAt!: Date;

  @Column({ name: 'resolved_by', type: 'text', nullable: true })
  resolvedBy!: string | null;

  @Column({ name: 'resolved_by_name', type: 'text', nullable: true })
  resolvedByName!: string | null;

  @Column({ name: 'resolved_at', type: 'timestamptz', nullable: true })
  resolvedAt!: Date | null;

  /** null: the comment is on the article. */
  @Column({ type: 'text', nullable: true })
  member!: CommentedMember | null;

  @Column({ type: 'text', nullable: true })
  quote!: string | null;

  /** Empty: detached. */
  @Column({ type: 'jsonb', nullable: true })
  spans!: readonly Span[] | null;

  @Column({ type: 'jsonb', nullable: true })
  lost!: Lost | null;

  /** Of the article, when the anchor last moved; it has been followed up to the projection's position. */
  @Column({ type: 'int', nullable: true })
  revision!: number | null;
}
