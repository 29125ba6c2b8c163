import { Client } from 'pg';
import { createDatabase } from './database';

const ask = async (url: string, statement: string) => {
  const client = new Client(url);
  await client.connect();
  const { rows } = await client.query<{ answer: string }>(statement);
  await client.end();
  return rows.map(({ answer }) => answer);
};

describe('The databases of tests', () => {
  it('are each empty of what another test wrote', async () => {
    const [one, two] = await Promise.all([createDatabase(), createDatabase()]);
    await ask(one.url, 'create table written (n int)');
    expect(await ask(two.url, "select to_regclass('written')::text as answer")).toEqual([null]);
    await Promise.all([one.drop(), two.drop()]);
  });

  it('are gone after their drop, also while somebody is connected', async () => {
    const database = await createDatabase();
    const idle = new Client(database.url);
    idle.on('error', () => undefined);
    await idle.connect();
    await database.drop();
    await expect(ask(database.url, 'select 1')).rejects.toThrow('does not exist');
  });
});
