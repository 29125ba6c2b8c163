// What withholding and release take.
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  MaxLength,
  Min,
} from 'class-validator';
import { QuotedDto } from './quoted.dto';
import { withheldFrom, type WithheldFrom } from '../vault/withholding';

class WithheldDto extends QuotedDto {
  /** Whole published versions, in the place of a quote. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @IsInt({ each: true })
  @Min(1, { each: true })
  versions?: number[];
  /** Versions then answer 451 in the place of 404 (RFC 7725). */
  @IsOptional() @IsBoolean() legal?: boolean;
  @IsString() @Length(1, 5000) reason!: string;
  @IsOptional() @IsString() @MaxLength(5000) note?: string;
}

export class WithholdDto extends WithheldDto {
  /** `public`: from readers. `staff`: from everybody but standards and auditors. */
  @IsIn(withheldFrom) from!: WithheldFrom;
}

/** Everything that matches all that is given is released. */
export class ReleaseDto extends WithheldDto {
  @IsOptional() @IsIn(withheldFrom) from?: WithheldFrom;
}
