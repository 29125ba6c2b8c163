// What the addresses of webhooks take and answer.
import { Type } from 'class-transformer';
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
  ValidateIf,
} from 'class-validator';
import { ServerSet } from '../http/validation';

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const typeForm = /^[a-z][a-z0-9-]{0,99}$/;
const serverSet = [
  ...[
    'id',
    'status',
    'position',
    'behind',
    'parkedAt',
    'parkedBecause',
    'failingSince',
    'nextAttemptAt',
    'lastReceivedAt',
  ],
  ...['lastFailures', 'previousSecretUntil', 'createdAt', 'changedAt', 'waiting', 'secret'],
];

export class WebhookParams {
  @IsString() newsroom!: string;
  @Matches(uuidForm, { message: 'id must be a UUID in lower case' }) id!: string;
}

export class WebhooksQuery {
  /** How many at most; 50 unless told. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(200) limit: number = 50;
  /** `next` of the page before. */
  @IsOptional() @IsString() @MaxLength(200) cursor?: string;
}

@ServerSet(...serverSet)
export class CreateWebhookDto {
  /** Where events are sent: https, of a public address. */
  @IsString() @Length(1, 2048) url!: string;
  /** What it is for, for other admins. */
  @IsOptional() @IsString() @MaxLength(500) description?: string;
  /** Of the events that are sent, e.g. `article-published`; all unless given, `null` too. */
  @IsOptional() @IsArray() @ArrayMinSize(1) @ArrayMaxSize(100) @Matches(typeForm, { each: true }) types?:
    string[] | null;
  /** Events behind this position of the log are sent; those that come from now on unless given. */
  @IsOptional() @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) after?: number;
}

@ServerSet(...serverSet)
export class ChangeWebhookDto {
  /** Where events are sent from now on; what waits is tried there at once. */
  @ValidateIf((_, value) => value !== undefined) @IsString() @Length(1, 2048) url?: string;
  @ValidateIf((_, value) => value !== undefined) @IsString() @MaxLength(500) description?: string;
  /** Of the events that are sent from now on; `null`: all. */
  @IsOptional() @IsArray() @ArrayMinSize(1) @ArrayMaxSize(100) @Matches(typeForm, { each: true }) types?:
    string[] | null;
}

export class RotateSecretDto {
  /** Seconds for which the secret before signs too, a week at most; a day unless given. */
  @IsOptional() @IsInt() @Min(0) @Max(604_800) overlap?: number;
}

export class ParkWebhookDto {
  /** Why, for other admins. */
  @IsString() @Matches(/\S/, { message: 'reason must have words' }) @MaxLength(500) reason!: string;
}

/** Nothing has to be said. */
export class ResumeWebhookDto {}

/** Nothing has to be said. */
export class TestWebhookDto {}

export class ReplayWebhookDto {
  /** Everything behind this position of the log is sent again; 0 is the beginning. */
  @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) after!: number;
}

export class FailedAttemptDto {
  at!: string;
  /** Of the event. */
  position!: number;
  type!: string;
  /** The receiver's; null where it gave none. */
  status!: number | null;
  reason!: string;
}

export class WebhookDto {
  id!: string;
  url!: string;
  description!: string;
  types!: string[] | null;
  /** `failing`: the last attempt failed; `parked`: nothing is sent until it is resumed. */
  status!: 'active' | 'failing' | 'parked';
  /** Every event up to here was received, or its article waits. */
  position!: number;
  /** Events of the log behind that position. */
  behind!: number;
  parkedAt!: string | null;
  parkedBecause!: string | null;
  failingSince!: string | null;
  /** Until then the receiver as a whole is left alone. */
  nextAttemptAt!: string | null;
  lastReceivedAt!: string | null;
  /** Twenty at most, latest first. */
  lastFailures!: FailedAttemptDto[];
  /** Until then the secret before signs too. */
  previousSecretUntil!: string | null;
  createdAt!: string;
  changedAt!: string;
}

export class SecretWebhookDto extends WebhookDto {
  /** As Standard Webhooks writes it; shown this once. */
  secret!: string;
}

export class WaitingArticleDto {
  /** The article; the stream of events that are about none. */
  subject!: string;
  /** Of the event that was not received; those behind it wait. */
  position!: number;
  type!: string;
  /** In a row. */
  failures!: number;
  failingSince!: string;
  failedAt!: string;
  /** null: it was given up and is tried again when the webhook is resumed. */
  nextAttemptAt!: string | null;
  reason!: string;
}

export class OneWebhookDto extends WebhookDto {
  /** Articles whose next event was not received, in order of their next attempt. */
  waiting!: WaitingArticleDto[];
}

export class WebhookPageDto {
  items!: WebhookDto[];
  /** `cursor` of the next page; null on the last one. */
  next!: string | null;
}

export class WebhookTestDto {
  received!: boolean;
  /** The receiver's; null where it gave none. */
  status!: number | null;
  /** Why it does not count as received. */
  reason!: string | null;
  milliseconds!: number;
}
