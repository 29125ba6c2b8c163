// What stands in the addresses of articles.
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Length, Matches, MaxLength, Min } from 'class-validator';
import { IsRfc3339 } from '../http/formats';
import { AtAGlance, isEmpty } from '../http/validation';
import type { TimeOfChange } from './as-of';

export const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export class NewsroomParams {
  @IsString() newsroom!: string;
}

@AtAGlance<ArticleParams>(({ id }) => typeof id === 'string' && uuidForm.test(id))
export class ArticleParams extends NewsroomParams {
  @Matches(uuidForm, { message: 'id must be a UUID in lower case' }) id!: string;
}

export class CitationParams extends ArticleParams {
  @IsString() @Length(1, 200) key!: string;
}

@AtAGlance(isEmpty)
export class AsOfQuery {
  /** The article as it stood at this revision; the head unless given. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) revision?: number;
  /** The article as it stood at this instant, RFC 3339; excludes `revision`. */
  @IsOptional() @IsRfc3339() at?: string;
  /**
   * By which time: `recorded` (unless given) is the last revision recorded at or before `at`; `occurred`, for imported
   * histories, the last one that happened at or before it, by its `occurredAt` where it has one.
   */
  @IsOptional() @IsIn(['recorded', 'occurred']) time?: TimeOfChange;
}

export class BodyQuery {
  /** The revision that the edit rests on; instead of If-Match. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) baseRevision?: number;
  /** Any string that the client keeps for one editing session. */
  @IsOptional() @IsString() @Length(1, 200) session?: string;
  /** Why: told in the revision history. */
  @IsOptional() @IsString() @MaxLength(5000) note?: string;
}

export class BaseRevisionQuery {
  /** The revision that was read; optional. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) baseRevision?: number;
  /** Why: told in the revision history. */
  @IsOptional() @IsString() @MaxLength(5000) note?: string;
}
