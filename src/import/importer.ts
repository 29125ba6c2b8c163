// Brings an archive in, article by article and revision by revision: what the log has already is passed over, what is new is
// asked of the same command as ever. Revisions are on their way to the log while the next ones are decided.
import { ImportRevision, type Archived, type ArchivedArticle } from '../articles/import-revision';
import { admitted, type AdmissionTerms } from './admission';
import type { Archive, ArchivedItem, TellProblem } from './archive';
import { articleId } from './article-id';
import type { ImportRooms } from './import-rooms';
import { KnownArticles, type There } from './known-articles';
import type { Journal } from './journal';
import { ImportReport } from './report';
import { isOfShare, type Share } from './share';
import { UnderWay } from './under-way';

export interface ImportTerms {
  readonly newsroom: string;
  /** The newsroom's. */
  readonly language: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Without one nothing is written. */
  readonly journal?: Journal;
  /** Articles of other shares are passed over; those who bring them in tell of them. */
  readonly share: Share;
  /** Once it says so nothing more is begun. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (revisions: number) => void;
}

type Rooms = Pick<ImportRooms, 'commands' | 'store' | 'articles'>;

/** What the article's last revision left to the next one. */
type Last = Pick<ArchivedArticle, 'before' | 'behind'>;

export class Importer {
  private readonly report = new ImportReport();
  private readonly underWay = new UnderWay();
  private seen = 0;
  /** How many items the archive has given so far, those of other shares among them. */
  private nth = 0;
  private readonly known: KnownArticles;

  constructor(
    private readonly rooms: Rooms,
    private readonly terms: ImportTerms,
  ) {
    this.known = new KnownArticles(rooms.store, terms.newsroom);
  }

  /** Throws where the database or the archive fails; what is in stays, and the next run goes on behind it. */
  async bringIn(archive: Archive): Promise<ImportReport> {
    const { language, now, share, signal } = this.terms;
    const tell = share.nth === 0 ? this.teller() : () => undefined;
    try {
      for await (const item of archive.items(tell, (one) => this.isExpected(one))) {
        signal?.throwIfAborted();
        this.nth += 1;
        await this.item(item, { format: archive.format, language, now });
      }
    } finally {
      await this.underWay.settled();
    }
    this.underWay.refuse();
    return this.report;
  }

  private async item(item: ArchivedItem, terms: AdmissionTerms): Promise<void> {
    const id = articleId(item.identity, item.begun);
    const isOwn = isOfShare(id, this.terms.share);
    if (!this.isWanted(id)) return void (this.report.passed += isOwn ? 1 : 0);
    const tell = this.teller();
    const there = await this.known.of(id);
    let count = 0;
    let last: Last = {
      before: there.revision > 0 ? await this.rooms.articles.at(this.terms.newsroom, id, there.revision) : undefined,
    };
    for await (const revision of admitted(item, terms, tell)) {
      this.terms.signal?.throwIfAborted();
      const refusal = refusalOf(there, count, revision);
      if (refusal) return tell({ place: `${item.name} (${revision.told.imported.revision})`, problem: refusal });
      if (count < there.names.length) this.report.there += 1;
      else last = await this.revision(id, last, revision);
      count += 1;
      this.terms.onProgress?.((this.seen += 1));
    }
    if (count === 0) return;
    if (count > there.names.length) this.report.articles += 1;
    this.whole({ article: id, name: item.name, revisions: count }, tell);
  }

  private isExpected({ identity, begun }: Pick<ArchivedItem, 'identity' | 'begun'>): boolean {
    const id = articleId(identity, begun);
    const isWanted = this.isWanted(id);
    if (isWanted) this.known.expect(id);
    return isWanted;
  }

  private isWanted(id: string): boolean {
    return isOfShare(id, this.terms.share) && !this.terms.journal?.isWhole(id);
  }

  private async revision(id: string, last: Last, archived: Archived): Promise<Last> {
    const { newsroom, journal } = this.terms;
    const command = new ImportRevision({ newsroom, id, ...last }, archived, journal !== undefined);
    const { after, events, findings, sent, written } = await this.rooms.commands.execute(command);
    this.report.wrote(events, findings);
    await this.underWay.add(id, written);
    return { before: after, behind: sent };
  }

  /** An article is whole when everything of it is in the log. */
  private whole(line: { article: string; name: string; revisions: number }, tell: TellProblem): void {
    this.underWay.after(line.article, (isWritten) => {
      if (isWritten) return this.terms.journal?.write(line);
      tell({ place: line.name, problem: 'Somebody changed the article while it was brought in; the rest was not.' });
    });
  }

  /** Of problems of the item that is at hand, however late they are told. */
  private teller(): TellProblem {
    const { nth } = this;
    return (problem) => {
      this.report.leftOut.push({ nth, ...problem });
      this.terms.journal?.write(problem);
    };
  }
}

function refusalOf({ names, isTouched }: There, nth: number, { told }: Archived): string | undefined {
  const known = names[nth];
  if (known === undefined)
    return isTouched ? 'The newsroom has changed the article since it was brought in; this and what follows is left out.' : undefined; // prettier-ignore
  if (known === told.imported.revision) return undefined;
  return `Its history is another than the one that was brought in, which has ${known} here; nothing of it is changed.`;
}
