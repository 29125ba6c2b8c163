// Structured logs, one JSON object a line: never a body, a query string or a header; of an error its name, code and stack.
import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger } from 'pino';
import type { Config } from '../config';
import { isError } from './rejection-of';

/** @param destination standard output, without waiting for it, unless given */
export function createLog(config: Pick<Config, 'logLevel'>, destination?: DestinationStream): Logger {
  return pino(
    {
      level: config.logLevel,
      base: undefined,
      timestamp,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError },
    },
    destination ?? standardOutput(),
  );
}

/** A write for each line cost a request more than all else but its answer: lines wait for others, 100 ms at most. */
function standardOutput(): DestinationStream {
  const out = pino.destination({ fd: 1, sync: false, minLength: 16_000, periodicFlush: 100 });
  // At the exit it would try for ever to write to a pipe whose reader has gone; who ends the process flushes before.
  out.flushSync = () => undefined;
  return out;
}

/** Many lines fall into one millisecond; writing a date costs as much as the rest of a line. */
function timestamp(): string {
  const now = Date.now();
  if (now !== written.at) written = { at: now, text: `,"time":"${new Date(now).toISOString()}"` };
  return written.text;
}

let written = { at: 0, text: '' };

/** Not all own members: a driver's error holds the statement's parameters, which are what people wrote. */
function describeError(error: unknown): Readonly<Record<string, unknown>> {
  if (!isError(error)) return { name: typeof error };
  const code = 'code' in error ? error.code : undefined;
  return { name: error.name, message: error.message, code, stack: error.stack };
}

/** Nest's own messages in the same form. */
export class NestLog implements LoggerService {
  constructor(private readonly out: Logger) {}

  log(message: unknown, ...rest: readonly unknown[]): void {
    this.out.debug({ context: rest.at(-1) }, text(message));
  }

  error(message: unknown, ...rest: readonly unknown[]): void {
    this.out.error({ context: rest.at(-1), err: isError(message) ? message : undefined }, text(message));
  }

  warn(message: unknown, ...rest: readonly unknown[]): void {
    this.out.warn({ context: rest.at(-1) }, text(message));
  }
}

const text = (message: unknown): string => (isError(message) ? message.message : String(message));
