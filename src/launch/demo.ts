// `npm run demo`: the service on its own database, and one article taken through its life over HTTP. It goes on running
// until Ctrl-C; with --once it ends by itself.
import { createServer } from 'node:net';
import { Command } from 'commander';
import { readConfig, type Config } from '../config';
import { createLog } from '../http/log';
import { invite } from './demo-people';
import { Printer } from './demo-print';
import { tour } from './demo-tour';
import { welcome } from './demo-welcome';
import { ending } from './ending';
import { startService, type RunningService } from './service';

interface Showing {
  readonly printer: Printer;
  /** Ends by itself, and so has no addresses to tell. */
  readonly once?: boolean;
}

async function demo({ once }: { readonly once?: boolean }): Promise<void> {
  // First of all: whatever is started from here on has to be ended.
  const asked = interrupted();
  const printer = new Printer(process.stdout, process.env);
  const config = await withFreePort(demoConfig(), printer);
  printer.line(
    `${printer.paint('bold', 'Stet')}: an article from the wire to its readers, and back through its history.`,
  );
  printer.line(`Data is kept in ${config.dataFolder}; the server starts …`);
  // The printed steps are the demo's voice: of the log only what went wrong, on standard error.
  const service = await startService(config, createLog(config, { write: (line) => process.stderr.write(line) }));
  try {
    const shown = show(service, config, { printer, once });
    if ((await Promise.race([shown.then(() => once), asked])) === true) return;
    await Promise.race([asked, service.databaseEnded.then(() => fail('The database ended.'))]);
  } finally {
    await service.close();
  }
}

async function show(service: RunningService, config: Config, { printer, once }: Showing): Promise<void> {
  const people = await invite(service.url, config.dataFolder, printer);
  printer.line(`It answers at ${printer.paint('cyan', service.url)}.`);
  const told = await tour(people, printer);
  if (once) printer.line(`\nThat was all. The data stays in ${config.dataFolder}: npm start serves it.`);
  else welcome(people, printer, told);
}

function demoConfig(): Config {
  const config = readConfig({ ...process.env, LOG_LEVEL: process.env['LOG_LEVEL'] || 'error' });
  if (config.oidc) fail('OIDC_ISSUER is set: the demo cannot make tokens of that issuer. Run it without.');
  // The demo speaks faster than people do.
  return { ...config, rateLimit: undefined };
}

/** True once somebody pressed Ctrl-C or ended the process; a second time ends it at once. */
function interrupted(): Promise<true> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(true));
  });
}

/** A port that was asked for has to be free; in place of a taken 3000, which nobody asked for, any other will do. */
async function withFreePort(config: Config, printer: Printer): Promise<Config> {
  if (await isFree(config)) return config;
  if (process.env['PORT']) fail(`Port ${config.port} is taken: set PORT to another, or to 0 for any that is free.`);
  printer.line(`Port ${config.port} is taken, so the demo takes another.`);
  return { ...config, port: 0 };
}

function isFree({ port, host }: Config): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    );
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}

function fail(sentence: string): never {
  throw new Error(sentence);
}

const program = new Command('demo')
  .description('Starts the service and takes one article through its whole life over HTTP.')
  .option('--once', 'end when it is told instead of leaving the server running')
  .action(demo);
ending(program.parseAsync());
