// A migrated database of its own for one bench, on the server of all.
import pg from 'pg';
import { migrate } from '../../src/data-source';

/** Its connection string. One of that name that is there already goes. */
export async function ownDatabase(url: string, name: string): Promise<string> {
  const admin = new pg.Client(url);
  await admin.connect();
  await admin.query(`drop database if exists ${name} with (force)`);
  await admin.query(`create database ${name}`);
  await admin.end();
  const own = new URL(url);
  own.pathname = `/${name}`;
  await migrate(own.href);
  return own.href;
}
