// `npm run bench:tampering -- [--random 10000] [--databases 1000]`: falsifies a newsroom's log as its database's superuser in
// every written way and in as many random ones, verifies each, verifies as many databases that nobody touched, and prints the
// table, with what cannot be found. Exits 1 when something was not found, or where there was nothing to find.
import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { cleverTamperings } from '../ledger/tampering/clever';
import { randomTamperings } from '../ledger/tampering/random';
import { openSession, type Found, type Session } from '../ledger/tampering/scene';
import { chanceOf, writeLog, type Chance } from '../ledger/tampering/written-log';
import startCluster from '../setup/cluster-start';
import stopCluster from '../setup/cluster-stop';
import { createDatabase } from '../setup/database';

/** Tampered one after the other in one transaction, before what they left behind slows the next ones down. */
const together = 100;

interface Line {
  readonly name: string;
  tried: number;
  found: number;
}

const beyond = [
  'what was appended after the last checkpoint that anybody kept, if nobody kept its receipt: it can be cut off or changed',
  'a well-formed event that a superuser puts behind the last event: the log takes it for the next one; it has no receipt',
  'the white space between the parts of a payload and the spelling of their names: they say nothing',
  'command ids, stored answers to repeated commands, and which person has which random id: they are not in the log’s leaves',
  'read models, snapshots and buffers: they are no record; npm run rebuild compares the first with the log',
];

async function main(random: number, databases: number): Promise<void> {
  await startCluster();
  try {
    const lines = [...(await clever()), ...(await byChance(random))];
    const passed = await untouched(databases);
    const tried = lines.reduce((sum, line) => sum + line.tried, 0);
    const found = lines.reduce((sum, line) => sum + line.found, 0);
    for (const line of lines) print(line);
    console.log(`\n${found} of ${tried} tamperings found with one checkpoint that was kept`);
    console.log(`${passed} of ${databases} untouched databases pass`);
    console.log(`\nCannot be found:\n${beyond.map((one) => `  ${one}`).join('\n')}`);
    if (found < tried || passed < databases) process.exitCode = 1;
  } finally {
    await stopCluster();
  }
}

const print = ({ name, tried, found }: Line): void =>
  console.log(
    `${name.padEnd(72)} ${String(found).padStart(6)} of ${String(tried).padStart(6)}${found < tried ? '  MISSED' : ''}`,
  );

const clever = (): Promise<Line[]> =>
  onOneLog(4, async (session) => {
    const lines: Line[] = [];
    for (const [name, tamper] of Object.entries(cleverTamperings)) {
      const found = await session.found(tamper);
      lines.push({ name, tried: 1, found: Math.min(1, found.length) });
    }
    return lines;
  });

async function byChance(random: number): Promise<Line[]> {
  const lines = Object.keys(randomTamperings).map((name) => ({ name: `by chance: ${name}`, tried: 0, found: 0 }));
  const tamperings = Object.values(randomTamperings);
  for (let done = 0; done < random; done += together) {
    const chance = chanceOf(done);
    await onOneLog(done, async (session) => {
      for (let at = done; at < Math.min(done + together, random); at += 1) {
        const found = await tamperedBy(session, chance, tamperings[at % tamperings.length]);
        const line = lines[at % lines.length];
        if (!line) continue;
        line.tried += 1;
        line.found += Math.min(1, found.length);
      }
    });
  }
  return lines;
}

const tamperedBy = (
  session: Session,
  chance: Chance,
  tamper: (typeof randomTamperings)[string] | undefined,
): Promise<Found> => session.found(async (scene) => tamper?.(scene, chance));

async function untouched(databases: number): Promise<number> {
  let passed = 0;
  for (let seed = 0; seed < databases; seed += 1) {
    const found = await onOneLog(100_000 + seed, (session) => session.untouched());
    if (found.length === 0) passed += 1;
    else console.log(`Seed ${seed} was not touched, and yet: ${found.join(' ')}`);
  }
  return passed;
}

/** A database of its own with a log of that seed. */
async function onOneLog<T>(seed: number, use: (session: Session) => Promise<T>): Promise<T> {
  const database = await createDatabase();
  try {
    await writeLog(database.url, seed, 20 + (seed % 25));
    const session = await openSession(database.url);
    const result = await use(session);
    await session.close();
    return result;
  } finally {
    await database.drop();
  }
}

const { values } = parseArgs({ options: { random: { type: 'string' }, databases: { type: 'string' } } });
void main(Number(values.random ?? 500), Number(values.databases ?? 20));
