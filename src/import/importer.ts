// Brings an archive in, article by article and revision by revision: what the log has already is passed over, what is new is
// asked of the same command as ever. Revisions are on their way to the log while the next ones are decided.
import type { Article } from '../articles/article';
import { ImportRevision, type Archived } from '../articles/import-revision';
import type { ImportedFrom } from '../articles/events';
import { admitted, type AdmissionTerms } from './admission';
import type { Archive, ArchivedItem } from './archive';
import { articleId } from './article-id';
import type { ImportRooms } from './import-rooms';
import type { Journal } from './journal';
import { ImportReport } from './report';
import { UnderWay } from './under-way';

export interface ImportTerms {
  readonly newsroom: string;
  /** The newsroom's. */
  readonly language: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Without one nothing is written. */
  readonly journal?: Journal;
  readonly onProgress?: (revisions: number) => void;
}

type Rooms = Pick<ImportRooms, 'commands' | 'store' | 'articles'>;

/** What the log has of an item. */
interface There {
  /** The archive's names of its revisions, oldest first. */
  readonly names: readonly string[];
  /** The article's last revision then; another import may be writing further ones. 0: there is none. */
  readonly revision: number;
  /** Whether the newsroom did something with it since. */
  readonly isTouched: boolean;
}

export class Importer {
  private readonly report = new ImportReport();
  private readonly underWay = new UnderWay();
  private seen = 0;

  constructor(
    private readonly rooms: Rooms,
    private readonly terms: ImportTerms,
  ) {}

  /** Throws where the database or the archive fails; what is in stays, and the next run goes on behind it. */
  async bringIn(archive: Archive): Promise<ImportReport> {
    const { language, now } = this.terms;
    const tell = this.tell.bind(this);
    try {
      for await (const item of archive.items(tell)) await this.item(item, { format: archive.format, language, now });
    } finally {
      await this.underWay.settled();
    }
    this.underWay.refuse();
    return this.report;
  }

  private async item(item: ArchivedItem, terms: AdmissionTerms): Promise<void> {
    const id = articleId(item.identity, item.begun);
    if (this.terms.journal?.isWhole(id)) return void (this.report.passed += 1);
    const there = await this.there(id);
    let count = 0;
    let article =
      there.revision > 0 ? await this.rooms.articles.at(this.terms.newsroom, id, there.revision) : undefined;
    for await (const revision of admitted(item, terms, (problem) => this.tell(problem))) {
      const refusal = refusalOf(there, count, revision);
      if (refusal) return this.tell({ place: `${item.name} (${revision.told.imported.revision})`, problem: refusal });
      if (count < there.names.length) this.report.there += 1;
      else article = await this.revision(id, article, revision);
      count += 1;
      this.terms.onProgress?.((this.seen += 1));
    }
    if (count === 0) return;
    if (count > there.names.length) this.report.articles += 1;
    this.whole({ article: id, name: item.name, revisions: count });
  }

  private async revision(id: string, before: Article | undefined, archived: Archived): Promise<Article> {
    const { newsroom, journal } = this.terms;
    const command = new ImportRevision({ newsroom, id, before }, archived, journal !== undefined);
    const { after, events, findings, written } = await this.rooms.commands.execute(command);
    this.report.wrote(events, findings);
    await this.underWay.add(id, written);
    return after;
  }

  /** An article is whole when everything of it is in the log. */
  private whole(line: { article: string; name: string; revisions: number }): void {
    this.underWay.after(line.article, (isWritten) => {
      if (isWritten) return this.terms.journal?.write(line);
      this.tell({
        place: line.name,
        problem: 'Somebody changed the article while it was brought in; the rest was not.',
      });
    });
  }

  private async there(id: string): Promise<There> {
    const stream = { newsroom: this.terms.newsroom, streamId: id };
    const revisions = await this.rooms.store.revisionsWithPart(stream, 'imported');
    const parts = revisions.map(({ part }) => part);
    const names = parts.flatMap((part) => (part ? [(JSON.parse(part) as ImportedFrom).revision] : [])).reverse();
    const told = names.filter((name, nth) => name !== names[nth - 1]);
    return { names: told, revision: revisions[0]?.revision ?? 0, isTouched: parts.includes(null) };
  }

  private tell(problem: { place: string; problem: string }): void {
    this.report.problems.push(problem);
    this.terms.journal?.write(problem);
  }
}

function refusalOf({ names, isTouched }: There, nth: number, { told }: Archived): string | undefined {
  const known = names[nth];
  if (known === undefined)
    return isTouched ? 'The newsroom has changed the article since it was brought in; this and what follows is left out.' : undefined; // prettier-ignore
  if (known === told.imported.revision) return undefined;
  return `Its history is another than the one that was brought in, which has ${known} here; nothing of it is changed.`;
}
