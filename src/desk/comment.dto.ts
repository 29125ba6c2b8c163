// What the comments' addresses take and answer.
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import { ContributorDto } from '../articles/answer.dto';
import { ArticleParams } from '../articles/article-params.dto';
import { ServerSet } from '../http/validation';

const most = 2_147_483_647;

export class CommentParams extends ArticleParams {
  @Type(() => Number) @IsInt() @Min(1) @Max(most) n!: number;
}

export class CommentsQuery {
  @IsOptional() @IsIn(['open', 'resolved']) status?: 'open' | 'resolved';
  /** How many at most; 50 unless told. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(200) limit: number = 50;
  /** `next` of the page before. */
  @IsOptional() @IsString() @MaxLength(200) cursor?: string;
}

@ServerSet('n', 'author', 'at', 'status', 'resolvedBy', 'resolvedAt', 'anchor')
export class AddCommentDto {
  @IsString() @MaxLength(10_000) @Matches(/\S/, { message: 'text must have words' }) text!: string;
  /** Words of the body, else of headline or standfirst; runs of white space count as one space. */
  @IsOptional() @IsString() @Length(1, 10_000) quote?: string | null;
  /** Of the body, from 1. With `quote`: on which line, or next to which, the words stand; alone: the whole line. */
  @IsOptional() @IsInt() @Min(1) @Max(most) line?: number | null;
  /** The revision of the article that was read; the head unless given. */
  @IsOptional() @IsInt() @Min(1) @Max(most) baseRevision?: number | null;
}

/** Nothing has to be said. */
export class ResolveCommentDto {}

export class CommentAnchorDto {
  /** `detached`: all of the words are gone; `article`: the comment is on the article. */
  state!: 'anchored' | 'detached' | 'article';
  member!: 'body' | 'headline' | 'standfirst' | null;
  /** The words that the comment was made on. */
  quote!: string | null;
  /** Where the words begin, from 1; of detached ones where they stood last. */
  line!: number | null;
  /** From 1, in UTF-16 units. */
  column!: number | null;
  /** What has become of the words: they begin at line and column. */
  words!: string | null;
  /** The revision of the article that line and column are of; of detached words the one that took them away. */
  revision!: number | null;
}

export class CommentDto {
  /** 1, 2, 3 … within the article. */
  n!: number;
  text!: string;
  author!: ContributorDto;
  at!: string;
  status!: 'open' | 'resolved';
  resolvedBy?: ContributorDto;
  resolvedAt?: string;
  anchor!: CommentAnchorDto;
}

export class CommentPageDto {
  items!: CommentDto[];
  next!: string | null;
}
