// Blame with what each revision told: who, when, why, from where.
import { Injectable } from '@nestjs/common';
import { recorded } from '../articles/article-log';
import type { Article } from '../articles/article';
import { citationMentions } from '../text/mentions';
import { placeIn } from '../text/text-place';
import { Rejection } from '../errors';
import { EventStore } from '../event-store/event-store';
import type { StoredEvent } from '../event-store/stored-event';
import { ArticleBlame } from './article-blame';
import type { BlameDto } from './history.dto';
import { toldBy } from './revision-reader';

@Injectable()
export class BlameReader {
  constructor(
    private readonly store: EventStore,
    private readonly blames: ArticleBlame,
  ) {}

  async lines(newsroom: string, { id, revision: head }: Article, revision = head): Promise<BlameDto> {
    const blame = revision > head ? undefined : await this.blames.at(newsroom, id, revision);
    if (!blame) throw new Rejection('not-found', `The article has no revision ${revision}.`);
    const told = await this.told(newsroom, id, new Set(blame.lines.map((line) => line.revision)));
    const cited = citedByLine(blame.article);
    const items = blame.lines.map(({ line, revision: last }, index) => ({
      line: index + 1,
      text: line.replace(/\r?\n$|\r$/, ''),
      revision: last,
      ...told(last),
      citations: cited.get(index + 1) ?? [],
    }));
    return { items };
  }

  private async told(newsroom: string, id: string, revisions: ReadonlySet<number>) {
    const upTo = Math.max(0, ...revisions);
    const after = Math.min(upTo, ...revisions) - 1; // of an empty text no revision wrote a line
    const events = await this.store.readStream(newsroom, id, { after, upTo });
    const byRevision = new Map(events.map((event) => [event.revision, blameView(event)]));
    return (revision: number) => {
      const view = byRevision.get(revision);
      if (!view) throw new Error(`revision ${revision} of ${id} wrote a line but is not there`);
      return view;
    };
  }
}

function blameView(stored: StoredEvent) {
  const { actor, recordedAt, note } = toldBy(stored);
  const { event } = recorded(stored);
  return { actor, recordedAt, note, origin: ('origin' in event && event.origin) || null };
}

/** Keys of the citations on each line, lines from 1. */
function citedByLine({ content: { body } }: Article): Map<number, string[]> {
  const cited = new Map<number, string[]>();
  for (const mention of citationMentions(body)) {
    const { line } = placeIn(body, mention.block, mention.start);
    cited.set(line, [...(cited.get(line) ?? []), mention.key]);
  }
  return cited;
}
