// Blobs in the order in which they will be wanted, asked for before they are: git reads while the ones before are decided.
import type { GitBlobs } from './git-blobs';

/** As many are asked for, in lots; each has a MiB at most where it is an article. */
const [ahead, lot] = [16, 8];

export class BlobsAhead {
  private readonly asked = new Map<number, Promise<Buffer>>();
  private next = 0;

  constructor(
    private readonly blobs: Pick<GitBlobs, 'read'>,
    private readonly order: readonly string[],
  ) {}

  /** The nth of the order; what comes before it is not wanted any more. Throws a sentence where the repository lacks it. */
  async read(nth: number): Promise<Buffer> {
    for (const known of this.asked.keys()) if (known < nth) this.asked.delete(known);
    if (this.next < nth + ahead - lot) this.ask(Math.max(this.next, nth), Math.min(nth + ahead, this.order.length));
    const bytes = await (this.asked.get(nth) ?? this.blobs.read(this.order[nth] ?? ''));
    this.asked.delete(nth);
    return bytes;
  }

  private ask(from: number, upTo: number): void {
    for (let nth = from; nth < upTo; nth += 1) {
      const bytes = this.blobs.read(this.order[nth] ?? '');
      bytes.catch(() => undefined); // told to whoever wants it
      this.asked.set(nth, bytes);
    }
    this.next = Math.max(upTo, this.next);
  }
}
