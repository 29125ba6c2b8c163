// Erasures that the journal knows and the log does not, because an older backup was restored: they are made again before
// anybody is answered. The event says so; who approved it is who approved it then.
import { Injectable, Logger } from '@nestjs/common';
import { Rejection } from '../errors';
import type { Payload } from '../event-store/stored-event';
import { ErasureJournal, type JournalEntry } from '../vault/erasure-journal';
import { Erasing } from '../vault/erasing';
import { Redaction } from '../vault/redaction';
import { toPayload } from './event-codec';
import type { Person } from './events';
import { KeptOfArticle, type Found } from './kept-of-article';
import { missingErasure, type MissingErasure } from './missing-erasure';
import { RemadeStories } from './remade-stories';

/** What it once said is in the backup's successor alone; the words are not known here. */
const legalBasis = 'As told when it was first erased.';

@Injectable()
export class ErasureReplay {
  private readonly logger = new Logger(ErasureReplay.name);

  constructor(
    private readonly journal: ErasureJournal,
    private readonly articles: KeptOfArticle,
    private readonly stories: RemadeStories,
    private readonly erasing: Erasing,
  ) {}

  /** The newsrooms in which something was erased again. */
  async run(): Promise<ReadonlySet<string>> {
    const again = new Set<string>();
    for (const entry of this.journal.entries()) if (await this.erase(entry)) again.add(entry.newsroom);
    return again;
  }

  private async erase(entry: JournalEntry): Promise<boolean> {
    const { newsroom, article, erasure } = entry;
    const found = await this.articles.find(newsroom, article).catch(unlessNotFound);
    const missing = found && missingErasure(entry, found.kept);
    if (!missing) return false;
    this.logger.warn(`An older backup was restored: erasure ${erasure} of article ${article} is made again.`);
    const done = await this.again(entry, missing, found);
    if (!done) await this.erase(entry); // another server was first, with this or with something else
    return true;
  }

  private async again(entry: JournalEntry, missing: MissingErasure, { article, kept }: Found): Promise<boolean> {
    const { newsroom, erasure, streams, identities, at } = entry;
    const { parts, renditions } = missing;
    const by = entry.by as unknown as Person; // as the event had them
    const requestedBy = entry.requestedBy as unknown as Person;
    const reason = `Erased before, on ${at}. Made again after an older backup was restored.`;
    const fact = { erasure, erased: parts, renditions, identities, streams, legalBasis, reason, requestedBy };
    const payload: Payload = toPayload({ type: 'payload-erased', by, ...fact }).payload;
    const remaking = { newsroom, article: article.id, events: kept.events, parts, served: renditions, at };
    const served = await this.stories.of({ ...remaking, redaction: new Redaction([]) });
    const place = { newsroom, erasure, stream: article.id, expectedRevision: article.revision, approver: by.sub };
    return this.erasing.destroy({ ...place, payload, served, gone: { parts, streams, identities } });
  }
}

function unlessNotFound(error: unknown): undefined {
  if (!(error instanceof Rejection && error.code === 'not-found')) throw error;
}
