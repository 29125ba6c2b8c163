// Falsified logs are found out. `npm run bench:tampering` tries ten thousand more of the random kind.
import { createDatabase, type TestDatabase } from '../setup/database';
import { cleverTamperings } from './tampering/clever';
import { randomTamperings } from './tampering/random';
import { openSession, type Session } from './tampering/scene';
import { chanceOf, writeLog } from './tampering/written-log';

let database: TestDatabase;
let session: Session;
beforeAll(async () => {
  database = await createDatabase();
  await writeLog(database.url, 4, 40);
  session = await openSession(database.url);
});
afterAll(async () => {
  await session.close();
  await database.drop();
});

it('finds nothing in a log that nobody touched', async () => {
  expect(await session.untouched()).toEqual([]);
});

it.each(Object.entries(cleverTamperings))('finds with one checkpoint that was kept: %s', async (_, tamper) => {
  expect(await session.found(tamper)).not.toEqual([]);
});

it.each(Object.entries(randomTamperings))(
  'finds with one checkpoint that was kept, by chance: %s',
  async (_, tamper) => {
    const chance = chanceOf(7);
    for (let nth = 0; nth < 20; nth += 1) {
      expect(await session.found((scene) => tamper(scene, chance))).not.toEqual([]);
    }
  },
);
