// What the versions of articles said, as the log has it: for articles of which versions are withheld, and so few.
import { Injectable } from '@nestjs/common';
import { EventStore } from '../event-store/event-store';
import type { VersionTexts } from '../vault/withheld-versions';
import { versionsAfter, type VersionsRead } from './version-texts';

const most = 100;
const nothing: VersionsRead = { versions: [] };

@Injectable()
export class PublishedTexts {
  private readonly read = new Map<string, VersionsRead>();

  constructor(private readonly store: EventStore) {}

  /** Oldest first; the very same list until another is published. */
  async of(newsroom: string, id: string): Promise<readonly VersionTexts[]> {
    const key = newsroom + id;
    const known = this.read.get(key) ?? nothing;
    const tail = await this.store.readStream(newsroom, id, { after: known.article?.revision ?? 0 });
    const isAnew = known.article && tail.some(({ type }) => type === 'payload-erased');
    const events = isAnew ? await this.store.readStream(newsroom, id) : tail;
    const now = versionsAfter(isAnew ? nothing : known, events);
    const latest = this.read.get(key)?.article?.revision ?? 0;
    if (latest > (now.article?.revision ?? 0)) return this.of(newsroom, id); // somebody read further meanwhile
    if (this.read.size >= most) this.read.clear();
    this.read.set(key, now);
    return now.versions;
  }

  /** Something was erased. */
  forget(): void {
    this.read.clear();
  }
}
