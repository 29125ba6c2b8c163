// What the log holds. The event store knows streams and parts, not articles.

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json | undefined };

/** A flat object; each top-level member is one *part*: committed to by its own salt, erasable on its own. */
export type Payload = Readonly<Record<string, Json>>;

export interface NewEvent {
  /** Kebab-case past participle, e.g. `article-drafted`; never renamed. */
  readonly type: string;
  /** Version of the payload's schema, from 1. */
  readonly schema: number;
  readonly payload: Payload;
}

export interface StoredEvent extends NewEvent {
  readonly newsroom: string;
  /** 1, 2, 3 … in commit order within the newsroom, without gaps. */
  readonly position: number;
  readonly streamId: string;
  /** 1, 2, 3 … within the stream, without gaps. */
  readonly revision: number;
  /** The person's random id in this newsroom (UUID), never the token's `sub`. */
  readonly actor: string;
  /** RFC 3339, UTC, milliseconds; never goes back within a newsroom. */
  readonly recordedAt: string;
  /** The leaf: SHA-256 over the envelope (RFC 6962 prefix 0x00), lower-case hex. */
  readonly hash: string;
  /** Names of the parts that were erased; the payload lacks them. */
  readonly erased?: readonly string[];
}

/** As it lies in the log: its payload is the JSON text that was written, `{}` where it was erased. */
export type WrittenEvent = Omit<StoredEvent, 'payload'> & { readonly payload: string };

/** Bytes that readers are served from the event on, kept for good. */
export interface Rendition {
  readonly mediaType: string;
  readonly bytes: Buffer;
}

export interface AppendCommand {
  readonly newsroom: string;
  /** UUID: made of actor and Idempotency-Key, or by the server. Every command has one. */
  readonly id: string;
  /**
   * HMAC-SHA-256 of the request under a key outside the database, 32 bytes. With it the command and its result are kept
   * under the id; without it only its events are, by which it is known when it is sent again.
   */
  readonly requestMac?: Buffer;
  readonly streamId: string;
  /** Revision of the stream that the events follow; 0 for a new stream. */
  readonly expectedRevision: number;
  /** The person's random id, from `EventStore.actorId`. */
  readonly actor: string;
  /** May be empty: then at most the command and its result are stored. */
  readonly events: readonly NewEvent[];
  /** JSON text answered again when the command is repeated. */
  readonly result?: string;
  /** Served from the command's last event on. */
  readonly served?: readonly Rendition[];
  /** Nobody waits for its answer before the next command: it may be written some milliseconds later, with others. */
  readonly canWait?: boolean;
}

export type AppendOutcome =
  | ({ readonly outcome: 'appended' } & Appended)
  | ({ readonly outcome: 'repeated' } & StoredCommand)
  | { readonly outcome: 'conflict'; readonly revision: number; readonly missed: readonly StoredEvent[] }
  | { readonly outcome: 'reused' };

/** Where and when the log has the command's last event. */
export interface Appended {
  readonly revision: number;
  readonly position: number;
  readonly recordedAt: string;
  /** The last event's leaf; undefined where the command had none. */
  readonly hash?: string;
}

/** A command that was carried out, as the log remembers it. */
export interface StoredCommand {
  readonly streamId: string;
  readonly revision: number;
  readonly position: number;
  readonly recordedAt: string;
  readonly result: string | null;
}
