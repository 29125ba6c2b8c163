// The files in which PostgreSQL keeps a test's database, searched for bytes as somebody would who has the disk.
import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { Client, type QueryResultRow } from 'pg';

export interface DataFolder {
  /** Of the whole server: all databases, logs and the write-ahead log. */
  readonly whole: string;
  query<R extends QueryResultRow>(statement: string): Promise<readonly R[]>;
  /** Everything is in the files, and what gave way to other files is gone. */
  settle(): Promise<void>;
  /** Of this database's tables and indexes those whose files hold any of the bytes. */
  relationsWith(bytes: readonly Buffer[]): Promise<readonly string[]>;
  /** Of the files below a folder those that hold any of the bytes, by their paths in it. */
  filesWith(bytes: readonly Buffer[], folder: string): readonly string[];
  close(): Promise<void>;
}

export async function openDataFolder(url: string): Promise<DataFolder> {
  const client = new Client(url);
  await client.connect();
  const { rows } = await client.query<{ whole: string; oid: string }>(
    `select current_setting('data_directory') as whole, oid from pg_database where datname = current_database()`,
  );
  const [{ whole, oid } = { whole: '', oid: '' }] = rows;
  const tables = join(whole, 'base', String(oid));
  return {
    whole,
    relationsWith: async (bytes) => {
      const nodes = filesBelow(tables).filter((file) => hasAny(join(tables, file), bytes));
      const named = `select coalesce(pg_filenode_relation(0, split_part(f, '.', 1)::oid)::text, 'file ' || f) as name from unnest($1::text[]) f`;
      const found = await client.query<{ name: string }>(named, [nodes]);
      return found.rows.map(({ name }) => name);
    },
    query: async <R extends QueryResultRow>(statement: string) => (await client.query<R>(statement)).rows,
    settle: async () => {
      await client.query('select pg_switch_wal()');
      await client.query('checkpoint');
    },
    filesWith: (bytes, folder) => filesBelow(folder).filter((file) => hasAny(join(folder, file), bytes)),
    close: () => client.end(),
  };
}

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));

const chunk = 8 * 1024 * 1024;

/** Piece by piece, each with the end of the one before. Other tests' files may go meanwhile. */
function hasAny(path: string, bytes: readonly Buffer[]): boolean {
  const overlap = Math.max(...bytes.map(({ length }) => length));
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return false;
  }
  try {
    const buffer = Buffer.alloc(chunk + overlap);
    for (let at = 0; ; at += chunk) {
      const length = readSync(file, buffer, 0, buffer.length, at);
      const piece = buffer.subarray(0, length);
      if (bytes.some((one) => piece.includes(one))) return true;
      if (length <= chunk) return false;
    }
  } finally {
    closeSync(file);
  }
}
