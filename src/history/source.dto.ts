// What the sources index takes and answers.
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import { NewsroomParams, uuidForm } from '../articles/article-params.dto';

export class SourceUsesQuery {
  /** 1 to 200. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(200) limit: number = 50;
  /** `next` of the page before. */
  @IsOptional() @IsString() @MaxLength(2000) cursor?: string;
}

export class SourcesQuery extends SourceUsesQuery {
  /** Words that all stand in title, names, publisher, container or site (`"a phrase"`, `or`, `-without`); or a DOI; or an address. */
  @IsOptional() @IsString() @Length(1, 2000) q?: string;
  /** Only items of this CSL type, e.g. `article-newspaper`. */
  @IsOptional() @IsString() @Length(1, 100) type?: string;
  /** Only pages of this site and of its subdomains, e.g. `waterboard.example`. */
  @IsOptional() @IsString() @Length(1, 253) domain?: string;
}

export class SourceParams extends NewsroomParams {
  @Matches(uuidForm, { message: 'sourceId must be a UUID in lower case' }) sourceId!: string;
}

export class SourceDto {
  sourceId!: string;
  /** The CSL-JSON item, as it was last given. */
  source!: object;
  /** How many articles rest on it, or rested on it in a published version. */
  articles!: number;
  /** How many of them have a live story that rests on it. */
  stories!: number;
}

export class SourcePageDto {
  /** By title. */
  items!: SourceDto[];
  next!: string | null;
}

export class CitingArticleDto {
  id!: string;
  headline!: string;
  status!: string;
}

export class CitingStoryDto {
  slug!: string;
  /** The last one that was published. */
  version!: number;
  status!: 'published' | 'retracted' | 'unpublished';
}

export class CitingVersionsDto {
  /** The first that mentioned it; null where none did. */
  first!: number | null;
  last!: number | null;
}

export class PassageDto {
  /** The sentence, without citation markers. */
  text!: string;
  /** In the body of where it stands, from 1. */
  line!: number;
  in!: 'story' | 'working-copy' | 'scheduled';
}

export class SourceUseDto {
  article!: CitingArticleDto;
  /** null: never published. */
  story!: CitingStoryDto | null;
  /** Of the citation. */
  key!: string;
  locator!: string | null;
  quote!: string | null;
  note!: string | null;
  /** Whether the working copy's source list has it. */
  inWorkingCopy!: boolean;
  /** Whether what is scheduled has it. */
  scheduled!: boolean;
  /** Whether the story's last version mentions it, and was not taken down. */
  inStory!: boolean;
  versions!: CitingVersionsDto;
  passages!: PassageDto[];
}

export class SourceUsePageDto {
  /** Live stories first, then the latest articles. */
  items!: SourceUseDto[];
  next!: string | null;
}
