// What withholding and erasure name by its words.
import { IsOptional, IsString, Length } from 'class-validator';

export class QuotedDto {
  /** The words, as they are read: markup, typography and line breaks make no difference. */
  @IsOptional() @IsString() @Length(1, 20_000) quote?: string;
}
