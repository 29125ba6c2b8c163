// Feeds at hand: those asked for lately, as long as no story of their newsroom has moved, and when each last changed. Not truth; may
// be emptied at any time.
import { etagOf } from './served-story';

/** The last event that moved a story of the newsroom. */
export interface Move {
  readonly position: number;
  readonly modifiedAt: Date;
}

export interface FeedBytes {
  readonly bytes: Buffer;
  readonly etag: string;
  /** Milliseconds since 1970, whole seconds. */
  readonly lastModified: number;
}

interface Kept extends FeedBytes {
  readonly position: number;
}

const most = 64;

export class FeedShelf {
  // In order of last use: a Map keeps the order of insertion.
  private readonly feeds = new Map<string, Kept>();
  /** How often all was forgotten. */
  cleared = 0;

  clear(): void {
    this.feeds.clear();
    this.cleared += 1;
  }

  get(key: string, move: Move | undefined): FeedBytes | undefined {
    const kept = this.feeds.get(key);
    return kept?.position === (move?.position ?? 0) ? kept : undefined;
  }

  /** A feed that changed twice within a second is dated a second later each time, or a reader would miss the second change. */
  put(key: string, bytes: Buffer, move: Move | undefined, cleared = this.cleared): FeedBytes {
    const before = this.feeds.get(key);
    const etag = etagOf(bytes);
    const moved = move?.modifiedAt.getTime() ?? 0;
    const later = before && before.etag !== etag ? Math.max(moved, before.lastModified + 1_000) : moved;
    const lastModified = before && before.etag === etag ? before.lastModified : later;
    const kept = { bytes, etag, lastModified, position: move?.position ?? 0 };
    if (cleared !== this.cleared) return kept; // begun before something was erased
    this.feeds.delete(key);
    this.feeds.set(key, kept);
    for (const oldest of this.feeds.keys()) {
      if (this.feeds.size <= most) break;
      this.feeds.delete(oldest);
    }
    return kept;
  }
}
