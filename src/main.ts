// `npm start`: the service, until it is asked to end.
import { readConfig } from './config';
import { createLog } from './http/log';
import { collectProcessMetrics } from './http/metrics';
import { startService } from './launch/service';

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config);
  collectProcessMetrics();
  const service = await startService(config, log);
  log.info({ url: service.url, docs: `${service.url}/docs` }, 'listening');
  // Half a second for whoever reads the log, who may have gone.
  const leave = (code: number) => {
    log.flush(() => process.exit(code));
    setTimeout(() => process.exit(code), 500);
  };
  let first: number | undefined;
  const end = (reason: string, wanted: number, graceMs?: number) => {
    // Ending as asked ends the database too: that must not make it look like a failure.
    const code = (first ??= wanted);
    log.info({ reason }, 'ending');
    const failed = (error: unknown) => {
      log.error({ err: error }, 'did not end cleanly');
      leave(1);
    };
    service.close(graceMs).then(() => leave(code), failed);
  };
  process.once('SIGTERM', () => end('SIGTERM', 0));
  process.once('SIGINT', () => end('SIGINT', 0));
  // Nothing that was accepted can be finished without it, and whoever starts the service again should not have to wait.
  void service.databaseEnded.then(() => end('the database ended', 1, 0));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
