// `npm run replay`, `npm run rebuild`: builds read models again from the log beside the live ones, compares them row by row and,
// with --swap, puts the rebuilt rows in place. The service may run meanwhile, and tells of the replay as of any other.
import { setTimeout as pause } from 'node:timers/promises';
import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Command } from 'commander';
import { uuidv7 } from 'uuidv7';
import { AppModule } from '../app.module';
import { readConfig } from '../config';
import { migrate } from '../data-source';
import { EventStore } from '../event-store/event-store';
import { Projector } from '../event-store/projector';
import { createLog } from '../http/log';
import { keyFolder } from '../identity/signing-key';
import type { Replay } from '../replays/replay';
import { ReplayWork, type Progress } from '../replays/replay-work';
import { Replayer } from '../replays/replayer';
import { Replays } from '../replays/replays';
import { joinDatabase } from './database';
import { ending } from './ending';
import { showProgress } from './progress';

interface Options {
  readonly swap?: boolean;
  readonly newsroom?: string;
}

/** Milliseconds between looks at a replay that the service carries out. */
const slow = 200;
/** Who asked, as replays and the log tell it. */
const shell = { sub: 'npm run replay', name: 'npm run replay', role: 'admin' };

async function replay(projection: string | undefined, options: Options): Promise<void> {
  const config = readConfig(process.env);
  const database = await joinDatabase(config, createLog({ logLevel: 'silent' }));
  try {
    await migrate(database.adminUrl);
    const kept = { requestSecret: Buffer.alloc(32), keyFolder: keyFolder(config.dataFolder) };
    const module = AppModule.with({ databaseUrl: database.url, ...kept });
    const context = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
    try {
      await replayNewsrooms(context, projection, options);
    } finally {
      await context.close();
    }
  } finally {
    await database.close();
  }
}

async function replayNewsrooms(
  context: INestApplicationContext,
  projection: string | undefined,
  { newsroom, swap = false }: Options,
): Promise<void> {
  const known = context.get(Projector, { strict: false }).registered();
  const names = known.map(({ name }) => name).filter((name) => projection === undefined || name === projection);
  if (names.length === 0) throw new Error(`There is ${known.map(({ name }) => name).join(', ')}, no ${projection}.`);
  const newsrooms = await context.get(EventStore, { strict: false }).newsrooms();
  const wanted = newsrooms.filter((one) => newsroom === undefined || one === newsroom);
  if (wanted.length === 0) throw new Error(`There is no newsroom ${newsroom}.`);
  for (const one of wanted) {
    const request = { newsroom: one, projection, projections: names, swap, by: shell };
    const ended = await carryOut(context, request);
    process.stdout.write(report(ended));
    if (ended.failure !== null) process.exitCode = 1;
    else if (ended.driftTotal > 0 && !swap) process.exitCode ??= 2;
  }
}

/** In this process, unless a service was quicker to take it. */
async function carryOut(context: INestApplicationContext, request: Parameters<Replays['ask']>[0]): Promise<Replay> {
  const replays = context.get(Replays, { strict: false });
  const asked = await replays.ask(request, { commandId: uuidv7() });
  const show = showProgress(request.newsroom);
  const onProgress = ({ events, eventsTotal }: Progress) => show(events, eventsTotal);
  const begun = await context.get(ReplayWork, { strict: false }).begin(asked.id);
  const never = new AbortController().signal;
  if (begun) await context.get(Replayer, { strict: false }).carryOut(begun, never, onProgress);
  for (;;) {
    const now = await replays.find(asked.newsroom, asked.id);
    if (!now) throw new Error('The replay is gone.');
    if (now.finishedAt) return now;
    onProgress(now);
    await pause(slow);
  }
}

function report({ newsroom, events, rows, drift, driftTotal, replaced, failure }: Replay): string {
  const verdict = failure ?? (driftTotal === 0 ? 'equal' : `${driftTotal} differences`);
  const swapped =
    replaced.length > 0 ? `, put in place: ${replaced.map(({ projection }) => projection).join(', ')}` : '';
  const head = `${newsroom}: ${events} events, ${rows} rows compared, ${verdict}${swapped}\n`;
  return head + drift.map((one) => `  ${JSON.stringify(one)}\n`).join('');
}

const program = new Command('replay')
  .description('Builds read models again from the log and compares them; exit code 2 when they differ and stay so.')
  .argument('[projection]', 'all unless named')
  .option('--swap', 'put the rebuilt rows in place')
  .option('--newsroom <id>', 'all unless named')
  .action(replay);
ending(program.parseAsync());
