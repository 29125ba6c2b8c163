// How a command line program ends: a failure is one sentence on standard error and exit code 1.

export function ending(work: Promise<unknown>): void {
  work.catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
