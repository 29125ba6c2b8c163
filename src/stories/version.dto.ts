// What the list of a story's versions is asked for, and what it answers.
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

export class VersionsQuery {
  /** 1 to 200. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(200) limit: number = 50;
  /** `next` of the page before. */
  @IsOptional() @IsString() @MaxLength(200) cursor?: string;
}

export class VersionLinksDto {
  /** The path under which these bytes stay; left out where the reader may not have them. */
  memento?: string;
}

export class PublicStretchDto {
  /** RFC 3339: since when readers had it, as the log recorded it. */
  publicFrom!: string;
  /** RFC 3339: until when; null: to this day. */
  publicTo!: string | null;
}

export class VersionRetractionDto extends PublicStretchDto {
  /** What readers were told. */
  notice!: string | null;
  links!: VersionLinksDto;
}

export class VersionTakedownDto extends PublicStretchDto {
  /** Whether readers were told that it was for legal reasons: 451, else 410. */
  legal!: boolean;
}

export class StoryVersionDto extends PublicStretchDto {
  /** 1, 2, 3 … */
  version!: number;
  /** RFC 3339: the time that the story showed for it. */
  publishedAt!: string;
  /** Of versions after the first: `update`, `refile`, `correction`, `clarification`, `removal`, `editors-note` or `reply`. */
  kind!: string | null;
  /** What readers were told of the change; of a refile nothing. */
  note!: string | null;
  /** The notice that stood in its place after it. */
  retraction!: VersionRetractionDto | null;
  /** When readers had nothing after it. */
  takedown!: VersionTakedownDto | null;
  links!: VersionLinksDto;
}

export class StoryVersionPageDto {
  /** Oldest first. */
  items!: StoryVersionDto[];
  /** `cursor` of the next page; null on the last one. */
  next!: string | null;
}
