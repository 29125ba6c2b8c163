// One call of log.append: a batch of commands as arrays, and its answers. The function itself is in migrations/log.
import type { Connection } from '../newsroom-rows';
import { leafOf, seal, type SealedPayload } from './commitment';
import { asText, rfc3339, toStoredCommand, type Row } from './rows';
import type { AppendCommand, Appended, AppendOutcome, StoredEvent } from './stored-event';

/** A command ready to be sent: what can be computed before its turn is. */
export interface PreparedCommand {
  readonly command: AppendCommand;
  readonly sealed: readonly SealedPayload[];
}

export function prepare(command: AppendCommand): PreparedCommand {
  return { command, sealed: command.events.map((event) => seal(event.payload)) };
}

const text = `
  select nth, outcome, at_revision, at_position, at_time, of_stream, stored_result, missed
    from log.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`;

/** Commands of one newsroom, in order; as many outcomes, in the same order. */
export async function callAppend(
  connection: Connection,
  newsroom: string,
  batch: readonly PreparedCommand[],
): Promise<AppendOutcome[]> {
  const values = [newsroom, ...ofCommands(batch), ...ofEvents(batch), ...ofRenditions(batch)];
  const { rows } = await connection.query<(string | null)[]>({
    name: 'append',
    text,
    values,
    rowMode: 'array',
    types: asText,
  });
  const outcomes: AppendOutcome[] = [];
  for (const row of rows) outcomes[Number(row[0]) - 1] = toOutcome(newsroom, batch, row);
  return outcomes;
}

function ofCommands(batch: readonly PreparedCommand[]): unknown[][] {
  const commands = batch.map(({ command }) => command);
  return [
    commands.map(({ id }) => id),
    commands.map(({ requestMac }) => requestMac ?? null),
    commands.map(({ streamId }) => streamId),
    commands.map(({ expectedRevision }) => expectedRevision),
    commands.map(({ actor }) => actor),
    commands.map(({ result }) => result ?? null),
  ];
}

function ofEvents(batch: readonly PreparedCommand[]): unknown[][] {
  const columns: unknown[][] = [[], [], [], [], [], []];
  const [owners, types, schemas, payloads, salts, commitments] = columns as [
    unknown[],
    unknown[],
    unknown[],
    unknown[],
    unknown[],
    unknown[],
  ];
  batch.forEach(({ command, sealed }, index) => {
    command.events.forEach((event, nth) => {
      const payload = sealed[nth];
      owners.push(index + 1);
      types.push(event.type);
      schemas.push(event.schema);
      payloads.push(payload?.text);
      salts.push(payload?.salt);
      commitments.push(payload?.commitment);
    });
  });
  return columns;
}

function ofRenditions(batch: readonly PreparedCommand[]): unknown[][] {
  const served = batch.flatMap(({ command }, index) =>
    (command.served ?? []).map(({ mediaType, bytes }) => ({ owner: index + 1, mediaType, bytes })),
  );
  return [served.map(({ owner }) => owner), served.map(({ mediaType }) => mediaType), served.map(({ bytes }) => bytes)];
}

function toOutcome(newsroom: string, batch: readonly PreparedCommand[], row: Row): AppendOutcome {
  const [nth, outcome, revision, position, at, streamId, result, missed] = row as readonly string[];
  if (outcome === 'appended') {
    const placed = { revision: Number(revision), position: Number(position), recordedAt: rfc3339(at ?? '') };
    return { outcome, ...placed, hash: lastLeaf(batch[Number(nth) - 1], placed) };
  }
  if (outcome === 'repeated') {
    const stored = [streamId, revision, position, at, result] as Row;
    return { outcome, ...toStoredCommand(stored) };
  }
  if (outcome === 'conflict') {
    const events = JSON.parse(missed ?? '[]') as Omit<StoredEvent, 'newsroom' | 'streamId'>[];
    const { streamId: ofStream = '' } = batch[Number(nth) - 1]?.command ?? {};
    return { outcome, revision: Number(revision), missed: events.map((event) => ({ ...event, newsroom, streamId: ofStream })) }; // prettier-ignore
  }
  return { outcome: 'reused' };
}

/** Computed here, not asked for: what is promised of an event is what this process meant to append. */
function lastLeaf(prepared: PreparedCommand | undefined, placed: Omit<Appended, 'hash'>): string | undefined {
  const event = prepared?.command.events.at(-1);
  const sealed = prepared?.sealed.at(-1);
  if (!prepared || !event || !sealed) return undefined;
  const { newsroom, streamId, actor } = prepared.command;
  const { type, schema } = event;
  return leafOf({ newsroom, streamId: streamId.toLowerCase(), actor, type, schema, ...placed }, sealed.commitment);
}
