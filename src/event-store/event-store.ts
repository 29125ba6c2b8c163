// The newsrooms' logs: append, read, and be told of what was appended. Knows streams and parts, not articles.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { forNewsroom, type Connection } from '../newsroom-rows';
import { prepare } from './append-call';
import type { AppendListener, BatchListener, OwnAppend } from './append-listener';
import { AppendQueue } from './append-queue';
import { readLog, readStream, readWritten, rowsOf, type LogRange, type StreamRange } from './log-reader';
import { Newsrooms } from './newsrooms';
import { rfc3339, toBytes, toStoredCommand } from './rows';
import { RecentLeaves, type Leaf } from './recent-leaves';
import { readFromSnapshot, saveSnapshot, type FromSnapshot, type Snapshot } from './snapshots';
import type { AppendCommand, AppendOutcome, Rendition, StoredCommand, StoredEvent, WrittenEvent } from './stored-event';
import { revisionAt, revisionsWithPart, type StreamName, type TimedRevision } from './stream-times';

/** How long an append is tried again when the database is away, and how long one that can wait does; in milliseconds. */
const times = { patience: 8_000, linger: 20 };

@Injectable()
export class EventStore {
  private readonly queues = new Map<string, AppendQueue>();
  private readonly rooms: Newsrooms;
  private readonly leaves = new RecentLeaves();
  private readonly appendListeners = new Set<AppendListener>();
  private readonly batchListeners = new Set<BatchListener>();

  constructor(private readonly dataSource: DataSource) {
    this.rooms = new Newsrooms(dataSource);
  }

  /**
   * Appends a command's events, once however often it is called with the same command id. Conflicts carry the events
   * that were missed (the first hundred). Refuses with `unavailable` when the database stays away: then it is not known
   * whether the command was carried out, and sending it again with the same id tells. Refuses with `not-found` when
   * there is no such newsroom.
   */
  async append(command: AppendCommand): Promise<AppendOutcome> {
    const outcome = await this.queueOf(command.newsroom).push(prepare(command));
    if (outcome.outcome !== 'appended') return outcome;
    const { hash } = outcome;
    if (hash !== undefined) this.leaves.remember(command.newsroom, { ...outcome, hash });
    const types = command.events.map(({ type }) => type);
    this.announce(command.newsroom, outcome.position, { streamId: command.streamId, types });
    return outcome;
  }

  /** A stream's events in order of revision; `[]` when there are none. */
  readStream(newsroom: string, streamId: string, range: StreamRange = {}): Promise<StoredEvent[]> {
    return readStream(this.of(newsroom), newsroom, streamId, range);
  }

  /** A page of the newsroom's log, in order of position. */
  readLog(newsroom: string, range: LogRange): Promise<StoredEvent[]> {
    return readLog(this.of(newsroom), newsroom, range);
  }

  /** The same page with payloads as text, for those who only pass events on. */
  readWritten(newsroom: string, range: LogRange): Promise<WrittenEvent[]> {
    return readWritten(this.of(newsroom), newsroom, range);
  }

  /** Position of the newsroom's last event; 0 when there is none. */
  async head(newsroom: string): Promise<number> {
    const text = 'select position from log.ends where newsroom_id = $1';
    const [row] = await rowsOf(this.of(newsroom), { name: 'head', text, values: [newsroom] });
    return Number(row?.[0] ?? 0);
  }

  async streamHead(newsroom: string, streamId: string): Promise<{ revision: number; position: number } | undefined> {
    const text = `
      select revision, position
        from log.events
       where newsroom_id = $1
         and stream_id = $2
       order by revision desc
       limit 1`;
    const [row] = await rowsOf(this.of(newsroom), { name: 'stream head', text, values: [newsroom, streamId] });
    return row && { revision: Number(row[0]), position: Number(row[1]) };
  }

  /** The stream's last revision recorded at or before the instant (milliseconds since 1970). */
  revisionAt(stream: StreamName, instant: number): Promise<number | undefined> {
    return revisionAt(this.of(stream.newsroom), stream, instant);
  }

  /** Every revision of the stream with its recorded time and one part of its payload, last revision first. */
  revisionsWithPart(stream: StreamName, part: string): Promise<readonly TimedRevision[]> {
    return revisionsWithPart(this.of(stream.newsroom), stream, part);
  }

  /** The leaf of the event at that position; undefined where there is none. */
  async leafAt(newsroom: string, position: number): Promise<Leaf | undefined> {
    const known = this.leaves.at(newsroom, position);
    if (known) return known;
    const text = `
      select revision, recorded_at, leaf
        from log.events
       where newsroom_id = $1
         and position = $2`;
    const [row] = await rowsOf(this.of(newsroom), { name: 'leaf', text, values: [newsroom, position] });
    const [revision, recordedAt, leaf] = row ?? [];
    return leaf ? { position, revision: Number(revision), recordedAt: rfc3339(recordedAt ?? ''), hash: leaf.slice(2) } : undefined; // prettier-ignore
  }

  /** What was answered to a command, when it was carried out. */
  async findCommand(
    newsroom: string,
    commandId: string,
  ): Promise<(StoredCommand & { requestMac: Buffer }) | undefined> {
    const text = `
      select stream_id, revision, position, recorded_at, result, request_mac
        from log.commands
       where newsroom_id = $1
         and command_id = $2`;
    const [row] = await rowsOf(this.of(newsroom), { name: 'find command', text, values: [newsroom, commandId] });
    return row && { ...toStoredCommand(row), requestMac: toBytes(row[5] ?? '') };
  }

  /** The person's random id in this newsroom, made at the first call. Subjects are the token's `sub`. */
  actorId(newsroom: string, subject: string): Promise<string> {
    return this.rooms.actorId(newsroom, subject);
  }

  newsrooms(): Promise<string[]> {
    return this.rooms.all();
  }

  newsroomExists(newsroom: string): Promise<boolean> {
    return this.rooms.exists(newsroom);
  }

  /** True when it is new. Its name is its id: 1 to 40 of `[a-z0-9-]`. */
  createNewsroom(newsroom: string): Promise<boolean> {
    return this.rooms.create(newsroom);
  }

  saveSnapshot(snapshot: Snapshot): Promise<void> {
    return saveSnapshot(this.of(snapshot.newsroom), snapshot);
  }

  /** The latest snapshot of that schema at or before revision `upTo`, and the events from there on. */
  readFromSnapshot(newsroom: string, streamId: string, of: { schema: number; upTo?: number }): Promise<FromSnapshot> {
    return readFromSnapshot(this.of(newsroom), { newsroom, streamId, ...of });
  }

  /** What readers were served from the event at that position on, in order of media type. */
  async served(newsroom: string, streamId: string, position: number): Promise<Rendition[]> {
    const text = `
      select media_type, bytes
        from log.served
       where newsroom_id = $1
         and stream_id = $2
         and position = $3
       order by media_type collate "C"`;
    const rows = await rowsOf(this.of(newsroom), { name: 'served', text, values: [newsroom, streamId, position] });
    return rows.map(([mediaType, bytes]) => ({ mediaType: mediaType ?? '', bytes: toBytes(bytes ?? '') }));
  }

  /** Called after each append of this process, and of others' when word of them arrives. Returns how to stop it. */
  onAppended(listener: AppendListener): () => void {
    this.appendListeners.add(listener);
    return () => this.appendListeners.delete(listener);
  }

  /** Called after each batch that this process sent: for metrics. Returns how to stop it. */
  onBatch(listener: BatchListener): () => void {
    this.batchListeners.add(listener);
    return () => this.batchListeners.delete(listener);
  }

  announce(newsroom: string, position: number, what: OwnAppend | 'of others'): void {
    for (const listener of this.appendListeners) listener(newsroom, position, what);
  }

  private queueOf(newsroom: string): AppendQueue {
    const known = this.queues.get(newsroom);
    if (known) return known;
    const onBatch = (size: number, milliseconds: number): void => {
      for (const listener of this.batchListeners) listener(newsroom, size, milliseconds);
    };
    const queue = new AppendQueue(this.of(newsroom), newsroom, { ...times, onBatch });
    this.queues.set(newsroom, queue);
    return queue;
  }

  private of(newsroom: string): Connection {
    return forNewsroom(this.dataSource, newsroom).connection;
  }
}
