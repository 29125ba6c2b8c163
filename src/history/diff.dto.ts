// What a diff is asked by, and what it answers.
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Length, Min } from 'class-validator';
import { CitationDto } from '../articles/citation.dto';

export class DiffQuery {
  /** A revision, or `story`: the last published version; the one before `to` unless given. */
  @IsOptional() @IsString() @Length(1, 20) from?: string;
  /** A revision; the head unless given. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) to?: number;
  /** `json`, `html` (a page), or `unified`: the body as a patch. */
  @IsOptional() @IsIn(['json', 'html', 'unified']) format: 'json' | 'html' | 'unified' = 'json';
}

export class SegmentDto {
  /** Joined without the inserted ones the segments are the old text, without the deleted ones the new. */
  op!: 'equal' | 'insert' | 'delete';
  text!: string;
}

/** Where something stands in the body. */
export class TextSpanDto {
  /** The first of its lines, from 1; lines end at LF, as in blame and patches. */
  line!: number;
  lines!: number;
  /** UTF-16 units of the body before it. */
  start!: number;
  /** UTF-16 units of the body to its end. */
  end!: number;
}

/**
 * A block, or a run of unchanged ones. All in the new body's order; what went stands where it was. The new body is: of
 * `unchanged` the old body from `from.start` to `from.end`, of `moved-away` nothing, of all else the segments but the
 * deleted ones.
 */
export class TextChangeDto {
  /**
   * `moved` stands where the block is now, its words changed or not, and `moved-away` where it was. `split`: one block became
   * several, `joined`: several became one.
   */
  kind!: 'unchanged' | 'added' | 'removed' | 'changed' | 'moved' | 'moved-away' | 'split' | 'joined';
  from!: TextSpanDto | null;
  to!: TextSpanDto | null;
  /** How many blocks; only of `unchanged`. */
  blocks?: number;
  /** None of `unchanged` and `moved-away`. */
  segments?: SegmentDto[];
}

/** A value before and after. */
export class ValueChangeDto {
  /** Of a source's members `source.title` and so on. */
  name!: string;
  from!: unknown;
  to!: unknown;
  /** Of texts. */
  segments?: SegmentDto[];
  /** Of lists, as sets; both empty where only the order changed. */
  added?: unknown[];
  removed?: unknown[];
  /** Of media: those that both have under one key. */
  changed?: EntryChangeDto[];
}

export class EntryChangeDto {
  key!: string;
  from!: object;
  to!: object;
  members!: ValueChangeDto[];
}

export class CitationChangesDto {
  added!: CitationDto[];
  removed!: CitationDto[];
  changed!: EntryChangeDto[];
  /** All keys in order, where that is not the old order with the added ones at its end. */
  order?: string[];
}

export class ChangedClaimDto {
  /** The citation's key. */
  key!: string;
  /** The sentence before, without its markers. */
  from!: string;
  to!: string;
}

export class DiffDto {
  /** The revision; of a story that which published it. */
  from!: number;
  to!: number;
  /** The story's version, where `from` is the story. */
  version!: number | null;
  members!: ValueChangeDto[];
  citations!: CitationChangesDto;
  text!: TextChangeDto[];
  /** Claims whose words changed while the citation that they rest on did not. */
  claims!: ChangedClaimDto[];
}
