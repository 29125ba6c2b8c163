// One row per revision of every article. No schema here: the search path says whether live or rebuilt rows are meant.
import type { ImportedFrom } from '../articles/events';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('revisions')
export class RevisionRow {
  @PrimaryColumn({ name: 'newsroom_id', type: 'text' })
  newsroom!: string;

  @PrimaryColumn({ name: 'article_id', type: 'uuid' })
  article!: string;

  @PrimaryColumn({ type: 'int' })
  revision!: number;

  /** `bigint` arrives as string. */
  @Column({ type: 'bigint' })
  position!: string;

  @Column({ name: 'recorded_at', type: 'timestamptz' })
  recordedAt!: Date;

  @Column({ name: 'occurred_at', type: 'timestamptz', nullable: true })
  occurredAt!: Date | null;

  @Column({ name: 'words_added', type: 'int' })
  wordsAdded!: number;

  @Column({ name: 'words_removed', type: 'int' })
  wordsRemoved!: number;

  @Column({ type: 'text' })
  type!: string;

  /** The token's `sub`. */
  @Column({ type: 'text' })
  actor!: string;

  @Column({ name: 'actor_name', type: 'text' })
  actorName!: string;

  @Column({ name: 'actor_role', type: 'text' })
  actorRole!: string;

  @Column({ type: 'text', nullable: true })
  note!: string | null;

  @Column({ type: 'text', nullable: true })
  session!: string | null;

  @Column({ type: 'text' })
  hash!: string;

  @Column({ type: 'jsonb', nullable: true })
  imported!: ImportedFrom | null;
}
