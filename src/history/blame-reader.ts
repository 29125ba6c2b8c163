// Blame with what each revision told: who, when, why, from where.
import { Injectable } from '@nestjs/common';
import { recorded } from '../articles/recorded';
import { citationMentions } from '../text/mentions';
import { Rejection } from '../errors';
import { EventStore } from '../event-store/event-store';
import type { StoredEvent } from '../event-store/stored-event';
import type { RequestContext } from '../http/passage';
import { redactedBody } from '../articles/withheld-content';
import type { Body } from '../text/body';
import { audienceOf } from '../vault/withholding';
import { Withholdings } from '../vault/withholdings';
import { ArticleBlame } from './article-blame';
import type { BlameAsked, Lens } from './blame-walk';
import type { BlameDto, BlameItemDto, BlameQuery } from './blame.dto';
import { RevisionReader, toldBy } from './revision-reader';
import { placedBlocks } from './text-span';

type Blamed = Pick<BlameItemDto, 'line' | 'text' | 'revision' | 'citations' | 'start' | 'end'>;

@Injectable()
export class BlameReader {
  constructor(
    private readonly store: EventStore,
    private readonly revisions: RevisionReader,
    private readonly blames: ArticleBlame,
    private readonly withholdings: Withholdings,
  ) {}

  /** Refuses with `not-found` where the revision is not there, or not for this reader. */
  async blame(reader: Pick<RequestContext, 'newsroom' | 'actor'>, id: string, query: BlameQuery): Promise<BlameDto> {
    const { newsroom } = reader;
    const head = await this.revisions.head(reader, id);
    const { revision = head.revision, granularity } = query;
    const lens = await this.lensOf(reader, id);
    const asked = revision <= head.revision ? { newsroom, id, revision, lens } : undefined;
    const items = asked && (await (granularity === 'line' ? this.lines(asked) : this.sentences(asked)));
    if (!items) throw new Rejection('not-found', `The article has no revision ${revision}.`);
    const told = await this.told(newsroom, id, new Set(items.map((item) => item.revision)));
    return {
      items: items.map(({ line, text, revision: last, ...rest }) => ({
        line,
        text,
        revision: last,
        ...told(last),
        ...rest,
      })),
    };
  }

  /** What is withheld is taken out before lines and sentences are told apart. */
  private async lensOf({ newsroom, actor }: Pick<RequestContext, 'newsroom' | 'actor'>, id: string): Promise<Lens> {
    await this.withholdings.current(newsroom);
    const audience = audienceOf(actor);
    const redaction = this.withholdings.redaction(newsroom, audience, id);
    const edition = this.withholdings.edition(newsroom);
    const key = ` ${redaction.isNone ? '' : audience} ${edition}`; // also after an erasure nothing older is shown
    return { key, shown: (body) => redactedBody(body, redaction) };
  }

  private async lines(asked: BlameAsked): Promise<Blamed[] | undefined> {
    const blame = await this.blames.lines(asked);
    const cited = blame && citedByLine(blame.body);
    return blame?.told.map(({ line, revision: last }, index) => ({
      line: index + 1,
      text: line.replace(/\r?\n$|\r$/, ''),
      revision: last,
      citations: cited?.get(index + 1) ?? [],
    }));
  }

  private async sentences(asked: BlameAsked): Promise<Blamed[] | undefined> {
    const blame = await this.blames.sentences(asked);
    if (!blame) return undefined;
    const blocks = placedBlocks(blame.body);
    return blame.told.flatMap(({ reading, sentences }, index) => {
      const {
        clusters,
        block: { text },
      } = reading;
      const span = blocks[index]?.span ?? { line: 1, start: 0 };
      return sentences.map(({ start, end, revision: last }) => ({
        line: span.line + breaksIn(text.slice(0, start)),
        text: text.slice(start, end),
        revision: last,
        citations: clusters
          .flatMap(({ brackets }) => brackets)
          .filter((bracket) => bracket.start >= start && bracket.start < end)
          .flatMap(({ keys }) => keys),
        start: span.start + start,
        end: span.start + end,
      }));
    });
  }

  private async told(newsroom: string, id: string, revisions: ReadonlySet<number>) {
    const upTo = Math.max(0, ...revisions);
    const after = Math.min(upTo, ...revisions) - 1; // of an empty text no revision wrote a line
    const events = await this.store.readStream(newsroom, id, { after, upTo });
    const wanted = events.filter(({ revision }) => revisions.has(revision));
    const byRevision = new Map(wanted.map((event) => [event.revision, blameView(event)]));
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
function citedByLine(body: Body): Map<number, string[]> {
  const [cited, blocks] = [new Map<number, string[]>(), placedBlocks(body)];
  for (const { block, start, key } of citationMentions(body)) {
    const placed = blocks[block];
    const line = (placed?.span.line ?? 1) + breaksIn(placed?.text.slice(0, start) ?? '');
    cited.set(line, [...(cited.get(line) ?? []), key]);
  }
  return cited;
}

const breaksIn = (text: string): number => text.split('\n').length - 1;
