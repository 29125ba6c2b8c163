// What the list of corrections is asked for, and what it answers.
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { changeKinds } from '../articles/publication-events';
import { IsRfc3339 } from '../http/formats';

/** What readers are told of; of a refile they are not. */
export const listedKinds: readonly string[] = [...changeKinds.filter((kind) => kind !== 'refile'), 'retraction'];

export class CorrectionsQuery {
  /** Only this kind; all but `update` unless given. `retraction` is one too. */
  @IsOptional() @IsIn(listedKinds) kind?: string;
  /** Only what was told at that time or later, RFC 3339. */
  @IsOptional() @IsRfc3339() since?: string;
  /** 1 to 200. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(200) limit: number = 50;
  /** `next` of the page before. */
  @IsOptional() @IsString() @MaxLength(200) cursor?: string;
}

export class CorrectedStoryDto {
  id!: string;
  /** As it is now. */
  slug!: string;
  /** As it is now. */
  headline!: string;
  /** The one that made the change; of a retraction the one that was retracted. */
  version!: number;
}

export class CorrectionDeciderDto {
  /** The `sub` of the token. */
  id!: string;
  name!: string;
  role!: string;
}

export class CorrectionItemDto {
  /** Of the event that told it: its position in the newsroom's log, as CloudEvents have it. */
  id!: string;
  story!: CorrectedStoryDto;
  /** `correction`, `clarification`, `removal`, `editors-note`, `reply`, `update` or `retraction`. */
  kind!: string;
  /** What readers were told. */
  note!: string;
  /** When, RFC 3339. */
  at!: string;
  /** From here on for editors and auditors only. */
  wrong?: string | null;
  right?: string | null;
  /** The words of the story that were wrong. */
  passage?: string | null;
  /** RFC 3339. */
  learnedAt?: string | null;
  severity?: string | null;
  placement?: string | null;
  decidedBy?: CorrectionDeciderDto;
  /** Since when readers had had what was wrong, RFC 3339; null where that cannot be said. */
  liveSince?: string | null;
  /** Until it was changed, or the story taken back before that. */
  liveForSeconds?: number | null;
}

export class CorrectionPageDto {
  items!: CorrectionItemDto[];
  /** `cursor` of the next page; null on the last one. */
  next!: string | null;
}
