// What an edit rests on, where that is not the head: the content that its editor had, and what others did since.
import { Injectable } from '@nestjs/common';
import { EventStore } from '../event-store/event-store';
import type { Article, Recorded } from './article';
import { ArticleLog } from './article-log';
import { recorded } from './recorded';
import type { Base } from './decide-edit';
import type { Told } from './events';

interface Asked {
  /** The revision that the editor names. */
  readonly revision: number;
  readonly told: Told;
}

@Injectable()
export class EditBases {
  constructor(
    private readonly store: EventStore,
    private readonly log: ArticleLog,
  ) {}

  /** Undefined where nobody else changed the article since. */
  async of(newsroom: string, head: Article, { revision, told }: Asked): Promise<Base | undefined> {
    if (revision === head.revision) return undefined;
    const range = { after: revision, upTo: head.revision };
    const since = (await this.store.readStream(newsroom, head.id, range)).map(recorded);
    const others = since.slice(ownAtFirst(since, told));
    if (others.length === 0) return undefined;
    const base = await this.log.asOf(newsroom, head, (others[0]?.revision ?? 0) - 1);
    if (!base) throw new Error(`revision ${revision} of ${head.id} is below its head but is not there`);
    return { revision: base.revision, content: base.content, others: others.map(by) };
  }
}

/** How many of the revisions, from the first on, are the same person's in the same session: those are not others'. */
function ownAtFirst(since: readonly Recorded[], { by: me, session }: Told): number {
  if (session === undefined) return 0;
  const other = since.findIndex(({ event }) => event.by.sub !== me.sub || event.session !== session);
  return other < 0 ? since.length : other;
}

const by = ({ revision, event }: Recorded) => ({ revision, actor: { id: event.by.sub, name: event.by.name } });
