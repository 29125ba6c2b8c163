// What the addresses of erasures take and answer.
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { Type } from 'class-transformer';
import { PersonDto } from './answer.dto';
import { NewsroomParams, uuidForm } from './article-params.dto';
import { QuotedDto } from './quoted.dto';

export class RequestErasureDto extends QuotedDto {
  @Matches(uuidForm, { message: 'article must be a UUID in lower case' }) article!: string;
  /** All that these revisions said. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @IsInt({ each: true })
  @Min(1, { each: true })
  revisions?: number[];
  /** The key of a citation. */
  @IsOptional() @IsString() @Length(1, 200) citation?: string;
  /** On which law it rests. It must not say the words, nor may the reason: both stay. */
  @IsString() @Length(1, 1000) legalBasis!: string;
  @IsString() @Length(1, 5000) reason!: string;
}

export class ErasureParams extends NewsroomParams {
  @Matches(uuidForm, { message: 'id must be a UUID in lower case' }) id!: string;
}

export class ErasuresQuery {
  /** How many at most; 50 unless told. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(200) limit: number = 50;
  /** `next` of the page before. */
  @IsOptional() @Matches(uuidForm) @MaxLength(36) cursor?: string;
}

export class LegalHoldDto {
  @IsString() @Length(1, 5000) reason!: string;
}

export class ErasedPartsDto {
  /** Of the event, in the newsroom's log. */
  position!: number;
  /** Of the event, in its stream: the article's own, or that of its comments. */
  revision!: number;
  stream!: string;
  type!: string;
  /** Names of the parts. */
  parts!: string[];
}

export class ErasedBytesDto {
  /** Of the event from which on they were served. */
  position!: number;
  version!: number;
  mediaType!: string;
}

export class ErasureDto {
  id!: string;
  article!: string;
  /** `listed`: nothing is destroyed yet. */
  status!: 'listed' | 'erased';
  /** Until it is erased. */
  quote?: string;
  revisions?: number[];
  citation?: string;
  legalBasis!: string;
  reason!: string;
  requestedBy!: PersonDto;
  /** RFC 3339. */
  requestedAt!: string;
  approvedBy!: PersonDto | null;
  approvedAt!: string | null;
  /** Of the event `payload-erased`. */
  position!: number | null;
  parts!: ErasedPartsDto[];
  /** What readers were served, by version and media type. */
  renditions!: ErasedBytesDto[];
  versions!: number[];
  /** Numbers of the comments. */
  comments!: number[];
  /** How many answers kept for repeated commands. */
  commandResults!: number;
  /** How many unsaved texts. */
  buffers!: number;
  /** How many confidential identities. */
  identities!: number;
  /** Ids of other requests that hold the words: they go too. */
  requests!: string[];
  /** What holds the words and stays: addresses, keys, and who did it. */
  stays!: ErasedPartsDto[];
  snapshots!: number;
  /** The read models that are filled anew. */
  readModels!: string[];
}

export class ErasurePageDto {
  items!: ErasureDto[];
  next!: string | null;
}
