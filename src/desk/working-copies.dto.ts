// What a desk asks a list for, and what it gets.
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Length, Max, MaxLength, Min } from 'class-validator';
import { statuses, type Status } from '../articles/workflow';
import { ContributorDto } from '../articles/answer.dto';
import { EmbargoDto } from '../articles/article.dto';
import { IsLanguageTag } from '../http/formats';
import { SnippetDto, WithWords } from '../search/search.dto';

export class WorkingCopiesQuery {
  @IsOptional() @IsIn(statuses) status?: Status;
  /** Where the next version of a published article stands. */
  @IsOptional() @IsIn(statuses) nextStatus?: Status;
  /** Only articles with this tag, as it is written. */
  @IsOptional() @IsString() @Length(1, 200) tag?: string;
  /** Only articles of this category, as it is written. */
  @IsOptional() @IsString() @Length(1, 200) category?: string;
  /** Only articles that this person wrote in: the token's `sub`. */
  @IsOptional() @IsString() @Length(1, 500) contributor?: string;
  /** Only articles that this person is assigned to: the token's `sub`. */
  @IsOptional() @IsString() @Length(1, 500) assigned?: string;
  /** Only articles in this language (BCP 47). */
  @IsOptional() @IsLanguageTag() language?: string;
  /** Words that all stand in headline, standfirst or text, in any form; `"a phrase"`, `or`, `-without`. */
  @IsOptional() @IsString() @Length(1, 500) q?: string;
  /** With `q`: `relevance` gives of the 1,000 found that changed last the best first; `latest`, the order of all lists, unless told. */
  @IsOptional() @IsIn(['latest', 'relevance']) @WithWords() sort?: 'latest' | 'relevance';
  /** How many at most; 50 unless told. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(200) limit: number = 50;
  /** `next` of the page before. */
  @IsOptional() @IsString() @MaxLength(200) cursor?: string;
}

export class WorkingCopyItemDto {
  id!: string;
  revision!: number;
  status!: string;
  nextStatus!: string | null;
  /** The last published version. */
  version!: number | null;
  headline!: string;
  standfirst!: string | null;
  language!: string;
  category!: string | null;
  tags!: string[];
  byline!: string[];
  contributors!: ContributorDto[];
  assigned!: string[];
  wordCount!: number;
  createdAt!: string;
  /** Of the last change, by which the list is ordered. */
  updatedAt!: string;
  /** When the story went live; null before. */
  liveAt!: string | null;
  /** Whether the working copy differs from the story. */
  dirty!: boolean;
  embargo!: EmbargoDto | null;
  /** With `q`: the text about its words. */
  snippet?: SnippetDto;
}

export class WorkingCopyPageDto {
  items!: WorkingCopyItemDto[];
  /** `cursor` of the next page; null on the last one. */
  next!: string | null;
}
