// What the log has of articles that an archive brings: asked for while the article before is brought in, where it is known which
// comes next.
import type { EventStore } from '../event-store/event-store';
import type { ImportedFrom } from '../articles/events';

/** What the log has of one. */
export interface There {
  /** The archive's names of its revisions, oldest first. */
  readonly names: readonly string[];
  /** The article's last revision then; another import may be writing further ones. 0: there is none. */
  readonly revision: number;
  /** Whether the newsroom did something with it since. */
  readonly isTouched: boolean;
}

export class KnownArticles {
  private readonly expected: string[] = [];
  private at = 0;
  private readonly asked = new Map<string, Promise<There>>();

  constructor(
    private readonly store: Pick<EventStore, 'revisionsWithPart'>,
    private readonly newsroom: string,
  ) {}

  /** It will be asked for, after those that are expected already. */
  expect(id: string): void {
    this.expected.push(id);
  }

  of(id: string): Promise<There> {
    const there = this.asked.get(id) ?? this.ask(id);
    this.asked.delete(id);
    if (this.expected[this.at] === id) this.askNext();
    return there;
  }

  private askNext(): void {
    const next = this.expected[(this.at += 1)];
    if (next === undefined) return;
    const there = this.ask(next);
    there.catch(() => undefined); // told to whoever asks for it
    this.asked.set(next, there);
  }

  private async ask(streamId: string): Promise<There> {
    const revisions = await this.store.revisionsWithPart({ newsroom: this.newsroom, streamId }, 'imported');
    const parts = revisions.map(({ part }) => part);
    const names = parts.flatMap((part) => (part ? [(JSON.parse(part) as ImportedFrom).revision] : [])).reverse();
    const told = names.filter((name, nth) => name !== names[nth - 1]);
    return { names: told, revision: revisions[0]?.revision ?? 0, isTouched: parts.includes(null) };
  }
}
