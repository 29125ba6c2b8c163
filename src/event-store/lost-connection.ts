// Tells a database that cannot be reached from a statement that is wrong.

const network = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOENT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
];

/** Whether the statement may have been cut off, or never have arrived: it may be sent again if it does no harm twice. */
export function isLostConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = sqlState(error);
  if (code === undefined)
    return /^(Connection terminated|timeout exceeded|Client has encountered a connection error)/.test(error.message);
  // Class 08: connection exception; 57P01 to 57P03: shutting down, crashed, starting; 53300: too many connections.
  return network.includes(code) || /^(08...|57P0[123]|53300)$/.test(code);
}

/** SQLSTATE, or the system's error name; undefined when the error has none. */
export function sqlState(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
