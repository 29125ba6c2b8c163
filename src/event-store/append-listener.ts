// Who is told of appends, and what.

/** What this process appended. */
export interface OwnAppend {
  readonly streamId: string;
  readonly types: readonly string[];
}

/** Each append of this process; others' are told too, but that is never to be relied on. */
export type AppendListener = (newsroom: string, position: number, what: OwnAppend | 'of others') => void;
/** Commands in the batch, and milliseconds until it was answered. */
export type BatchListener = (newsroom: string, size: number, milliseconds: number) => void;
