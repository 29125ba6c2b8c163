// An article in a test, in newsroom words: what happened to it, one event after the other.
import { evolve, type Article } from '../../src/articles/article';
import { fromPayload, toPayload } from '../../src/articles/event-codec';
import type { ArticleEvent, Person, Told } from '../../src/articles/events';
import type { Change } from '../../src/articles/publication-events';
import { admitToPublication, type PublicationRequest } from '../../src/articles/decide-publication';
import { editArticle, type Edit } from '../../src/articles/decide-edit';
import { versionPublished } from '../../src/articles/version-published';
import { Rejection } from '../../src/errors';
import { initialSettings, type Settings } from '../../src/settings/settings';
import { draftArticle, type Draft } from '../../src/articles/decide-draft';

export const person = (sub: string, role: Person['role'] = 'editor'): Told => ({
  by: { sub, name: sub[0]?.toUpperCase() + sub.slice(1), role },
});
export const ana = person('ana', 'reporter');
export const ben = person('ben');
export const cleo = person('cleo', 'standards');

export const noon = '2026-11-24T12:00:00.000Z';
export const settings = (changed: Partial<Settings> = {}): Settings => ({ ...initialSettings, ...changed });

/** The article after the events as they are stored and read again. */
export function after(article: Article | undefined, events: readonly ArticleEvent[]): Article {
  const next = events.reduce<Article | undefined>((state, event) => {
    const revision = (state?.revision ?? 0) + 1;
    const recorded = {
      streamId: 'a',
      revision,
      position: revision,
      recordedAt: noon,
      event: fromPayload(toPayload(event)),
    };
    return evolve(state, recorded);
  }, article);
  if (!next) throw new Error('nothing happened');
  return next;
}

export const drafted = (body: string, draft: Partial<Draft> = {}, told: Told = ana): Article =>
  after(
    undefined,
    draftArticle({ members: { headline: 'The lock opens', language: 'en' }, body, citations: [], ...draft }, told),
  );

export const edited = (article: Article, edit: Partial<Edit>, told: Told = ana): Article =>
  after(article, editArticle(article, { members: {}, ...edit }, told).events);

export interface Asking extends Partial<PublicationRequest> {
  readonly told?: Told;
  readonly settings?: Settings;
  readonly at?: string;
  readonly baseRevision?: number;
}

/** The event that publishing decides on. */
export function publication(article: Article, asking: Asking = {}): ArticleEvent {
  const { told = ben, at = noon, baseRevision = article.revision, ...request } = asking;
  const terms = { precondition: { baseRevision }, told, settings: asking.settings ?? settings(), at };
  const candidate = admitToPublication(article, { waive: [], ...request }, terms, 'publish');
  return versionPublished(
    candidate,
    { slug: article.publication?.slug ?? 'the-lock-opens', publishedAt: at, served: {} },
    told,
  );
}

export const published = (article: Article, asking: Asking = {}): Article =>
  after(article, [publication(article, asking)]);

export const correction = (note: string, change: Partial<Change> = {}): Change => ({
  kind: 'correction',
  note,
  ...change,
});

/** What the decision is refused with; undefined where it is not. */
export function refusal(decide: () => unknown): Rejection | undefined {
  try {
    decide();
    return undefined;
  } catch (error) {
    if (error instanceof Rejection) return error;
    throw error;
  }
}
