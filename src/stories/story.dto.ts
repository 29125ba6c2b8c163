// What readers ask a list for, and what they get.
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Length, Max, MaxLength, Min } from 'class-validator';
import { IsLanguageTag } from '../http/formats';
import { SnippetDto, WithWords } from '../search/search.dto';

export class StoryQuery {
  /** Only stories with this tag, as it is written. */
  @IsOptional() @IsString() @MaxLength(200) tag?: string;
  /** Only stories of this category, as it is written. */
  @IsOptional() @IsString() @MaxLength(200) category?: string;
  /** Only stories in this language (BCP 47). */
  @IsOptional() @IsLanguageTag() language?: string;
  /** Words that all stand in the story, in any form; `"a phrase"`, `or`, `-without`. */
  @IsOptional() @IsString() @Length(1, 500) q?: string;
  /** With `q`: `relevance` gives of the newest 1,000 found the best first; `latest`, the order of all lists, unless told. */
  @IsOptional() @IsIn(['latest', 'relevance']) @WithWords() sort?: 'latest' | 'relevance';
  /** How many at most; 50 unless told. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(200) limit?: number;
  /** `next` of the page before. */
  @IsOptional() @IsString() @MaxLength(500) cursor?: string;
}

export class StoryDatelineDto {
  place?: string | null;
  /** Calendar date, ISO 8601. */
  date?: string | null;
  /** As printed. */
  text?: string | null;
}

export class StorySourceDto {
  /** As printed in the text: `[1]`. */
  number!: number;
  key!: string;
  /** A CSL-JSON item; null where readers are told that none is given. */
  source!: Record<string, unknown> | null;
}

export class StoryCorrectionDto {
  kind!: string;
  note!: string;
  /** RFC 3339. */
  at!: string;
}

export class StoryRetractionDto {
  notice!: string;
  /** RFC 3339. */
  at!: string;
}

export class StoryItemDto {
  id!: string;
  slug!: string;
  version!: number;
  headline!: string;
  standfirst!: string | null;
  /** BCP 47. */
  language!: string;
  category!: string | null;
  tags!: string[];
  byline!: string[];
  dateline!: StoryDatelineDto | null;
  sources!: StorySourceDto[];
  corrections!: StoryCorrectionDto[];
  /** RFC 3339: of the first version. */
  publishedAt!: string;
  /** RFC 3339: of this version. */
  updatedAt!: string;
  retraction!: StoryRetractionDto | null;
}

export class StorySnippetDto extends SnippetDto {
  /** The whole headline. */
  headline!: SnippetDto;
}

export class ListedStoryDto extends StoryItemDto {
  /** With `q`: the text about its words. */
  snippet?: StorySnippetDto;
}

export class StoryDto extends StoryItemDto {
  /** Markdown with printed citations: `[1][3]`. */
  body!: string;
  /** The same text as HTML; its citations link to `#source-<number>`. */
  html!: string;
}

export class StoryPageDto {
  items!: ListedStoryDto[];
  /** `cursor` of the next page; null on the last one. */
  next!: string | null;
}
