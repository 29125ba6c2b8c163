// One step of the notary in one newsroom, one transaction: leaves of the log are read and computed again, the tree grows by
// them, and the head that they lead to is signed, unless that would contradict anything that was signed before.
import type { PoolClient } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { rowsOf } from '../event-store/log-reader';
import { connectionOf } from '../event-store/log-connection';
import { toBytes } from '../event-store/rows';
import { forNewsroom } from '../newsroom-rows';
import { GrowingTree } from './growing-tree';
import type { LedgerKeys } from './ledger-keys';
import { emptyRoot, provesConsistency, type TreeHead } from './merkle';
import { checkpointText, openNote, readCheckpoint, signNote } from './note';
import type { RememberedHeads } from './remembered-heads';
import { StoredTree, type SignedHead } from './stored-tree';

/** Why nothing is signed, as a sentence for operators. It says nothing of what people wrote. */
export class NotaryRefused extends Error {
  constructor(
    sentence: string,
    /** Of the event that cannot be signed, where one is to blame. */
    readonly position?: number,
  ) {
    super(sentence);
    this.name = 'NotaryRefused';
  }
}

export interface Duty {
  readonly source: DataSource;
  readonly newsroom: string;
  readonly keys: LedgerKeys;
  readonly remembered: RememberedHeads;
  /** Milliseconds without a statement after which the database takes the duty from a process that was stopped. */
  readonly longestPause: number;
  /** Before the head is signed: where a test stops the process. */
  readonly beforeSigning?: () => Promise<void>;
}

/** `busy`: another server is at it, or was first. `more`: there are more events than one step takes. */
export type NotaryStep = 'busy' | { readonly size: number; readonly more: boolean };

/** Signs up to `limit` events more. Throws `NotaryRefused`. */
export function notarize(duty: Duty, limit: number): Promise<NotaryStep> {
  const step = async (manager: EntityManager): Promise<NotaryStep> => {
    const connection = await connectionOf(manager);
    await connection.query(`set local idle_in_transaction_session_timeout = ${duty.longestPause}`);
    if (!(await takeDuty(connection, duty.newsroom))) return 'busy';
    const tree = new StoredTree(connection, duty.newsroom);
    const head = await tree.head();
    if (head) checkSigned(duty, head);
    const kept = duty.remembered.of(duty.newsroom);
    const last = lastSigned(duty, head, kept);
    const growing = await takeUp(tree, head);
    const after = head?.size ?? 0;
    const page = { after, limit: Math.max(limit, last.size - after) };
    const { leaves, flaw } = await readLeaves(connection, duty.newsroom, page);
    if (flaw && after + leaves.length <= last.size) throw flaw; // else what stands before it is signed first
    for (const leaf of leaves) growing.add(leaf);
    await addHashes(connection, duty.newsroom, growing);
    const grown = growing.head();
    await checkConsistent(tree, last, grown);
    const signed = head?.size === grown.size ? head : await sign(duty, connection, { head, grown });
    // Before the commit: what may have become public must not be forgotten.
    if (signed && signed.note !== kept) await duty.remembered.keep(duty.newsroom, signed.note);
    return signed ? { size: signed.size, more: leaves.length >= limit || flaw !== undefined } : 'busy';
  };
  return forNewsroom(duty.source, duty.newsroom).transaction(step);
}

async function takeDuty(connection: PoolClient, newsroom: string): Promise<boolean> {
  const statement = { name: 'take duty', text: 'select ledger.take_duty($1)', values: [newsroom] };
  const [row] = await rowsOf(connection, statement);
  return row?.[0] === 't';
}

/** A head that somebody else put into the database is not built upon. */
function checkSigned({ keys, newsroom }: Duty, head: SignedHead): void {
  const checkpoint = readCheckpoint(openNote(head.note, keys.known(newsroom)) ?? '');
  if (checkpoint && checkpoint.size === head.size && checkpoint.root.equals(head.root)) return;
  throw new NotaryRefused(`The stored head of size ${head.size} is not signed by a key of ${keys.origin(newsroom)}.`);
}

/** What is remembered, which may be newer than what is stored; that where nothing is. */
function lastSigned({ keys, newsroom }: Duty, head: SignedHead | undefined, kept: string | undefined): TreeHead {
  if (kept === undefined) return head ?? { size: 0, root: emptyRoot };
  const checkpoint = readCheckpoint(openNote(kept, keys.known(newsroom)) ?? '');
  if (checkpoint) return checkpoint;
  throw new NotaryRefused(`The head remembered beside the keys is not signed by a key of ${keys.origin(newsroom)}.`);
}

async function takeUp(tree: StoredTree, head: SignedHead | undefined): Promise<GrowingTree> {
  const size = head?.size ?? 0;
  const growing = new GrowingTree(size, await tree.edge(size));
  if (!head || growing.head().root.equals(head.root)) return growing;
  throw new NotaryRefused(`The stored hashes do not lead to the signed head of size ${size}.`);
}

interface Page {
  /** Position. */
  readonly after: number;
  readonly limit: number;
}

interface Leaves {
  readonly leaves: readonly Buffer[];
  /** Why there are no more of them, where the next row is not what it should be. */
  readonly flaw?: NotaryRefused;
}

/** `log.commitment` of an event that lost nothing, written out: calling it for each row takes three times as long. */
const wholeCommitment = `
      sha256('stet-payload/v1\\012'::bytea || coalesce((
        select string_agg(sha256('stet-part/v1\\012'::bytea
                                 || sha256('stet-part-salt/v1\\012'::bytea || salt || convert_to(part.key, 'UTF8'))
                                 || convert_to(part.key, 'UTF8') || '\\012'::bytea
                                 || convert_to(part.value::text, 'UTF8')),
                          ''::bytea order by part.nth)
          from json_each(payload) with ordinality as part(key, value, nth)), ''::bytea))`;

/** The next leaves, each as its row gives it again. */
async function readLeaves(connection: PoolClient, newsroom: string, { after, limit }: Page): Promise<Leaves> {
  const text = `
    select position, leaf,
           log.leaf(newsroom_id, position, stream_id, revision, type, schema, actor,
                    (extract(epoch from recorded_at) * 1000000)::bigint,
                    case when parts is null then ${wholeCommitment} else log.commitment(salt, payload, parts) end)
      from log.events
     where newsroom_id = $1
       and position > $2
     order by position
     limit $3`;
  const rows = await rowsOf(connection, { name: 'ledger leaves', text, values: [newsroom, after, limit] });
  const leaves: Buffer[] = [];
  for (const [position, leaf, computed] of rows) {
    const at = after + leaves.length + 1;
    if (Number(position) !== at)
      return { leaves, flaw: new NotaryRefused(`The event at position ${at} is missing.`, at) };
    if (leaf !== computed) return { leaves, flaw: new NotaryRefused(`The event at position ${at} is not what its leaf says.`, at) }; // prettier-ignore
    leaves.push(toBytes(leaf ?? ''));
  }
  return { leaves };
}

async function addHashes(connection: PoolClient, newsroom: string, growing: GrowingTree): Promise<void> {
  const runs = growing.newHashes();
  if (runs.length === 0) return;
  const columns = [runs.map(({ level }) => level), runs.map(({ index }) => index), runs.map(({ hashes }) => hashes)];
  const text = 'select ledger.add_hashes($1, $2, $3, $4)';
  await rowsOf(connection, { name: 'add hashes', text, values: [newsroom, ...columns] });
}

/** From what is stored now, so that what will be proved to others is what was checked. */
async function checkConsistent(tree: StoredTree, last: TreeHead, grown: TreeHead): Promise<void> {
  if (grown.size < last.size)
    throw new NotaryRefused(`The log has ${grown.size} events, but ${last.size} were signed: an older database was restored.`); // prettier-ignore
  const path = await tree.consistency(last.size, grown.size);
  if (provesConsistency(last, grown, path)) return;
  throw new NotaryRefused(`The log is not the one whose first ${last.size} events were signed: it was written anew.`);
}

interface Growth {
  readonly head: SignedHead | undefined;
  readonly grown: TreeHead;
}

/** Undefined where another server was first. */
async function sign(duty: Duty, connection: PoolClient, { head, grown }: Growth): Promise<SignedHead | undefined> {
  await duty.beforeSigning?.();
  const { newsroom, keys } = duty;
  const note = signNote(checkpointText({ origin: keys.origin(newsroom), ...grown }), keys.signers(newsroom));
  const text = 'select ledger.add_head($1, $2, $3, $4, $5, $6)';
  const values = [newsroom, head?.size ?? -1, head?.root ?? null, grown.size, grown.root, note];
  const [row] = await rowsOf(connection, { name: 'add head', text, values });
  return row?.[0] === 't' ? { ...grown, note } : undefined;
}
