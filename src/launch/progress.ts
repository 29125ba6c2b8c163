// A progress bar on standard error, where that is a terminal.

const width = 30;

/** Tells how much of `total` is done; call it as often as you like. */
export function showProgress(
  what: string,
  stream: NodeJS.WriteStream = process.stderr,
): (done: number, total: number) => void {
  if (!stream.isTTY) return () => undefined;
  let last = '';
  return (done, total) => {
    const share = total === 0 ? 1 : Math.min(1, done / total);
    const bar = '█'.repeat(Math.round(share * width)).padEnd(width, '░');
    const line = `\r${what} ${bar} ${done}/${total}${done >= total ? '\n' : ''}`;
    if (line !== last) stream.write(line);
    last = line;
  };
}
