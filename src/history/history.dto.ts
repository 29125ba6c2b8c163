// What the auditor's addresses take and answer.
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Max, MaxLength, Min } from 'class-validator';
import { ArticleDto, PersonDto } from '../articles/answer.dto';
import { ArticleParams } from '../articles/article-params.dto';

export class PageQuery {
  /** 1 to 200. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(200) limit: number = 50;
  /** `next` of the page before. */
  @IsOptional() @IsString() @MaxLength(200) cursor?: string;
}

export class RevisionsQuery extends PageQuery {
  @IsOptional() @IsIn(['asc', 'desc']) order: 'asc' | 'desc' = 'asc';
  /** Only events of this type, e.g. `article-edited`. */
  @IsOptional() @IsString() @Length(1, 100) type?: string;
  /** Only revisions by this person: the token's `sub`. */
  @IsOptional() @IsString() @Length(1, 500) actor?: string;
  /** `session`: what one person did in one session, nobody else between, is one item. */
  @IsOptional() @IsIn(['session']) group?: 'session';
}

export class RevisionParams extends ArticleParams {
  @Type(() => Number) @IsInt() @Min(1) revision!: number;
}

export class EventsQuery {
  /** Of a page 1 to 200, 50 unless given; of `application/x-ndjson` how many at most, all unless given. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(Number.MAX_SAFE_INTEGER) limit?: number;
  /** `next` of the page before. */
  @IsOptional() @IsString() @MaxLength(200) cursor?: string;
  /** Only events behind this position; 0 is the beginning. `Last-Event-ID` goes before it. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) after?: number;
  /** Only events in this article's own stream. */
  @IsOptional() @IsUUID() article?: string;
  @IsOptional() @IsString() @Length(1, 100) type?: string;
  /** Only events by this person: the token's `sub`, or the random id that events carry. */
  @IsOptional() @IsString() @Length(1, 500) actor?: string;
}

export class WordsDto {
  added!: number;
  removed!: number;
}

export class ImportedDto {
  /** `git`, `mediawiki`, `wordpress`, `ninjs` or `wire`. */
  format!: string;
  /** The article's name in the archive at that time. */
  item!: string;
  /** The archive's own name of the revision. */
  revision!: string;
}

export class RevisionDto {
  revision!: number;
  type!: string;
  /** null, like `recordedAt`, of what is `restricted`: what that was is for `standards` and `auditor`. */
  actor!: PersonDto | null;
  recordedAt!: string | null;
  /** In the world, where an import said so. */
  occurredAt!: string | null;
  note!: string | null;
  session!: string | null;
  words!: WordsDto;
  /** In the newsroom's log. */
  position!: number;
  /** The leaf, lower-case hex. */
  hash!: string;
  /** Only where an import brought it in, where from: then who and when are as the archive says. */
  imported?: ImportedDto;
  /** Only where grouped, and then all else but `words` is of the last one: the first and the last of them. */
  revisions?: number[];
  /** Only where grouped: the types of its events. */
  types?: string[];
  /** Only where grouped: the notes of its revisions, oldest first. */
  notes?: string[];
}

/** The article as of a revision, and what that revision was. */
export class ArticleRevisionDto extends ArticleDto {
  type!: string;
  actor!: PersonDto;
  recordedAt!: string;
}

export class RevisionPageDto {
  items!: RevisionDto[];
  next!: string | null;
}

/** CloudEvents 1.0, with the log's own members as extension attributes. */
export class CloudEventDto {
  specversion!: '1.0';
  /** The position, as text. */
  id!: string;
  /** `/v1/<newsroom>` */
  source!: string;
  /** The event's type, e.g. `article-edited`. */
  type!: string;
  /** The id of the article that it is about; left out where it is about none. */
  subject?: string;
  time!: string;
  datacontenttype!: string;
  /** In the newsroom's log: 1, 2, 3 … without gaps. */
  position!: number;
  /** In the article, or other stream: 1, 2, 3 … without gaps. */
  revision!: number;
  /** The person's random id in this newsroom. */
  actor!: string;
  /** The leaf, lower-case hex. */
  hash!: string;
  /** The payload, by parts: see docs/events.md. */
  data!: Record<string, unknown>;
}

export class EventPageDto {
  items!: CloudEventDto[];
  next!: string | null;
}
