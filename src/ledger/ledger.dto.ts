// What the ledger's addresses take and answer.
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';

export class PositionQuery {
  /** Of the event in the newsroom's log, from 1. */
  @Type(() => Number) @IsInt() @Min(1) @Max(Number.MAX_SAFE_INTEGER) position!: number;
}

export class InclusionQuery extends PositionQuery {
  /** Of the tree: events signed; that of the newest checkpoint unless given. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(Number.MAX_SAFE_INTEGER) size?: number;
}

export class ConsistencyQuery {
  /** Size of the older tree. */
  @Type(() => Number) @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) from!: number;
  /** Size of the newer tree; that of the newest checkpoint unless given. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) to?: number;
}

export class InclusionDto {
  position!: number;
  size!: number;
  /** The event's leaf; its index is `position - 1`. Hashes are lower-case hex. */
  leaf!: string;
  /** From the leaf's sibling to the child of the root (RFC 6962, section 2.1.1). */
  path!: string[];
}

export class ConsistencyDto {
  from!: number;
  to!: number;
  /** RFC 6962, section 2.1.2; empty where `from` is 0 or `to`. */
  path!: string[];
}
