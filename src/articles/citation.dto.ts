// Citations as clients send them.
import { Type } from 'class-transformer';
import {
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUrl,
  Length,
  Matches,
  MaxLength,
  Min,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { ServerSet } from '../http/validation';
import type { Json } from '../event-store/stored-event';
import { ChangeConfidentialDto, ConfidentialDto } from './confidential.dto';
import { checkSource } from './csl';
import { IsRfc3339 } from '../http/formats';

const given = (_: object, value: unknown): boolean => value !== undefined;

const faultsOf = (value: unknown): readonly { readonly path: string; readonly message: string }[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? checkSource(value as Record<string, Json | undefined>)
    : [{ path: '', message: 'must be a CSL-JSON item' }];

const faultText = (value: unknown): string =>
  faultsOf(value)
    .map(({ path, message }) => (path ? `${path} ${message}` : message))
    .join('; ');

const IsCslItem = () =>
  ValidateBy({
    name: 'isCslItem',
    validator: {
      validate: (value: unknown) => faultsOf(value).length === 0,
      defaultMessage: (failed) => `$property is no CSL-JSON item: ${faultText(failed?.value)}`,
    },
  });

export class CaptureDto {
  /** Where the archived copy of the source is. */
  @IsUrl({ require_protocol: true, protocols: ['http', 'https'], require_tld: false }) @MaxLength(2000) url!: string;
  @IsOptional() @IsRfc3339() at?: string;
  /** SHA-256 of the captured bytes, lower-case hex. */
  @IsOptional() @Matches(/^[0-9a-f]{64}$/) sha256?: string;
}

class CitationMembersDto {
  /** The number or word it was printed with in the text it came from. */
  @IsOptional() @IsString() @Length(1, 200) label?: string;
  /** Page, paragraph or minute within the source. */
  @IsOptional() @IsString() @MaxLength(500) locator?: string;
  /** The source's own words. */
  @IsOptional() @IsString() @MaxLength(20_000) quote?: string;
  @IsOptional() @IsString() @MaxLength(5000) note?: string;
  @IsOptional() @IsObject() @ValidateNested() @Type(() => CaptureDto) capture?: CaptureDto;
}

const keyForm = /^[\p{L}\p{N}_][\p{L}\p{N}_.:-]{0,199}$/u;

/** A citation of a draft; without `source` it is unresolved. */
@ServerSet('sourceId')
export class CitationDto extends CitationMembersDto {
  /** Made from the source unless given; never changed. */
  @IsOptional() @Matches(keyForm) key?: string;
  /** A CSL-JSON item without `id`. */
  @IsOptional() @IsCslItem() source?: Record<string, Json> | null;
  /** In the place of `source`: one that the newsroom does not name. */
  @IsOptional() @IsObject() @ValidateNested() @Type(() => ConfidentialDto) confidential?: ConfidentialDto | null;
}

const isNamed = ({ confidential }: AddCitationDto): boolean => confidential === undefined;

@ServerSet('sourceId')
export class AddCitationDto extends CitationMembersDto {
  @IsOptional() @Matches(keyForm) key?: string;
  /** A CSL-JSON item without `id`; required unless the source is confidential. */
  @ValidateIf(isNamed) @IsCslItem() source?: Record<string, Json>;
  /** In the place of `source`: one that the newsroom does not name. */
  @ValidateIf(given) @IsObject() @ValidateNested() @Type(() => ConfidentialDto) confidential?: ConfidentialDto;
  /** The revision that was read; optional. */
  @ValidateIf(given) @IsInt() @Min(1) baseRevision?: number;
}

@ServerSet('sourceId')
export class ChangeCitationDto extends CitationMembersDto {
  /** May be sent back as read; a key never changes. */
  @IsOptional() @Matches(keyForm) key?: string;
  @ValidateIf(given) @IsCslItem() source?: Record<string, Json>;
  /** In the place of `source`. */
  @ValidateIf(given)
  @IsObject()
  @ValidateNested()
  @Type(() => ChangeConfidentialDto)
  confidential?: ChangeConfidentialDto;
  @ValidateIf(given) @IsInt() @Min(1) baseRevision?: number;
}
