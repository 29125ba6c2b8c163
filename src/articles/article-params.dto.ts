// What stands in the addresses of articles.
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Length, Matches, MaxLength, Min } from 'class-validator';
import { AtAGlance, isEmpty } from '../http/validation';

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
export class RevisionQueryDto {
  /** The article as it stood at this revision; the head unless given. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) revision?: number;
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
