// Answers what is asked of the newsroom's sources: queries to words and ids, rows to views, pages to cursors.
import { Injectable } from '@nestjs/common';
import { sourceId } from '../articles/source-id';
import { isStory, type Status } from '../articles/workflow';
import { Rejection } from '../errors';
import type { RequestContext } from '../http/passage';
import { audienceOf } from '../vault/withholding';
import { Withholdings } from '../vault/withholdings';
import type { CitingStoryDto, PassageDto, SourceDto, SourcePageDto, SourcesQuery } from './source.dto';
import type { SourceUseDto, SourceUsePageDto, SourceUsesQuery } from './source.dto';
import { readSourceCursor, readUseCursor, writeCursor } from './source-cursor';
import { hostOf, sourceRow } from './source-row';
import { SourceSearch, type FoundSource, type FoundUse } from './source-search';
import type { Reliance } from './source-uses';

type Reader = Pick<RequestContext, 'newsroom' | 'actor'>;

@Injectable()
export class SourceReader {
  constructor(
    private readonly search: SourceSearch,
    private readonly withholdings: Withholdings,
  ) {}

  /** Of what is withheld from the reader nothing is found, and no cursor tells its title. */
  async page(reader: Reader, { q, type, domain, cursor, limit }: SourcesQuery): Promise<SourcePageDto> {
    const { newsroom } = reader;
    const behind = cursor === undefined ? undefined : readSourceCursor(cursor);
    const asked = { ...sought(q), type, domain: domain === undefined ? undefined : siteOf(domain) };
    const [found, isWhole] = await Promise.all([
      this.search.page({ newsroom, ...asked, behind, limit: limit + 1 }),
      this.wholeTo(reader),
    ]);
    const page = found.length > limit ? endingWhole(found.slice(0, limit), isWhole) : found;
    const last = found.length > limit ? page.at(-1) : undefined;
    const items = (q ?? domain) === undefined ? page : page.filter(isWhole);
    return { items: items.map(sourceView), next: last ? writeCursor([last.title, last.id]) : null };
  }

  private async wholeTo({ newsroom, actor }: Reader): Promise<IsWhole> {
    await this.withholdings.current(newsroom);
    const redaction = this.withholdings.redaction(newsroom, audienceOf(actor));
    return ({ id, source }) => redaction.isNone || !redaction.holds(sourceRow(newsroom, 0, { id, source }).words);
  }

  /** Refuses with `not-found` where no citation of the newsroom ever had the source. */
  async one(newsroom: string, id: string): Promise<SourceDto> {
    const found = await this.search.one(newsroom, id);
    if (!found) throw new Rejection('not-found', `There is no source ${id}.`);
    return sourceView(found);
  }

  /** Refuses as `one` does. */
  async uses(newsroom: string, source: string, { cursor, limit }: SourceUsesQuery): Promise<SourceUsePageDto> {
    await this.one(newsroom, source);
    const behind = cursor === undefined ? undefined : readUseCursor(cursor);
    const found = await this.search.uses({ newsroom, source, behind, limit: limit + 1 });
    const last = found.length > limit ? found[limit - 1] : undefined;
    const next = last ? writeCursor([last.live, last.article, last.key]) : null;
    return { items: found.slice(0, limit).map(useView), next };
  }
}

/** Whether nothing by which the source is found is withheld. */
type IsWhole = (found: FoundSource) => boolean;

/** What is withheld at the page's end comes with the next page, but where there is nothing else. */
function endingWhole(page: readonly FoundSource[], isWhole: IsWhole): readonly FoundSource[] {
  const end = page.findLastIndex(isWhole) + 1;
  return end === 0 ? page : page.slice(0, end);
}

/** A query is words; and where it is an address or a DOI, the source of that address in whatever way it is written. */
function sought(q: string | undefined): { readonly words?: string; readonly ids: readonly string[] } {
  if (q === undefined) return { ids: [] };
  const words = q.normalize('NFKC').replace(/[<>&]/g, ' ');
  const text = q.trim();
  const doi = text.replace(/^doi:\s*/i, '');
  return { words, ids: [{ URL: text }, { URL: `https://${text}` }, { DOI: doi }].map(sourceId) };
}

const siteOf = (domain: string): string => hostOf(domain) ?? hostOf(`https://${domain}`) ?? domain.toLowerCase();

const sourceView = ({ id, source, articles, stories }: FoundSource): SourceDto => ({
  sourceId: id,
  source,
  articles,
  stories,
});

function useView(use: FoundUse): SourceUseDto {
  const { article: id, headline, status, key, live, working, pinned, published, first, last } = use;
  const told = working ?? pinned ?? published;
  return {
    article: { id, headline, status },
    story: storyOf(use),
    key,
    locator: told?.locator ?? null,
    quote: told?.quote ?? null,
    note: told?.note ?? null,
    inWorkingCopy: working !== null,
    scheduled: pinned !== null,
    inStory: live,
    versions: { first, last },
    passages: [
      ...passages('story', live ? published : null),
      ...passages('working-copy', working),
      ...passages('scheduled', pinned),
    ],
  };
}

function storyOf({ slug, version, status }: FoundUse): CitingStoryDto | null {
  if (version === null || slug === null) return null;
  return { slug, version, status: isStory(status as Status) ? (status as CitingStoryDto['status']) : 'published' };
}

const passages = (where: PassageDto['in'], reliance: Reliance | null): PassageDto[] =>
  (reliance?.passages ?? []).map(({ text, line }) => ({ text, line, in: where }));
