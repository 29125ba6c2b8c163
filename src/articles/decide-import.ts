// What a revision of an archive becomes here: the events of its content, and the version that readers had with it. Pure.
import type { Settings } from '../settings/settings';
import { blank, type Article } from './article';
import { runChecks } from './checks/all-checks';
import { changedBody, changedMembers } from './content-edit';
import type { Origin } from './content';
import { draftArticle, type DraftedCitation } from './decide-draft';
import type { Candidate } from './decide-publication';
import { changedCitations } from './decide-restore';
import { deskOf } from './desk-of';
import type { ArticleEvent, Members, Told } from './events';
import type { ArticleContent, Citation } from './content';
import type { Change, Waiver } from './publication-events';
import { sameContent } from './same';

/** What became of the article by the revision: whether readers have it from then on. */
export type Standing = 'draft' | 'published' | 'withdrawn';

/** A revision as an archive tells it: the whole content, not a change of it. */
export interface ArchivedRevision {
  readonly members: Members & Pick<ArticleContent, 'headline' | 'language'>;
  readonly body: string;
  /** With their keys from the second revision on, which are those that the first was given. */
  readonly citations: readonly DraftedCitation[];
  readonly origin?: Origin;
  readonly standing: Standing;
  /** Of a version after the first; nothing is told to readers where it is not there. */
  readonly change?: Change;
}

/** The events of the content; none where the archive only says that readers got what was there. */
export function archivedContent(article: Article | undefined, revision: ArchivedRevision, told: Told): ArticleEvent[] {
  if (!article) return draftArticle(revision, told);
  const revived: ArticleEvent[] =
    article.status === 'spiked' && revision.standing !== 'withdrawn'
      ? [{ type: 'article-revived', ...told, reason: reasonOf(told) }]
      : [];
  return [...revived, ...edited(article, revision, told)];
}

/** Each revision of the archive is one here, also where it changed nothing that is kept; but what is told otherwise is not told twice. */
function edited(article: Article, revision: ArchivedRevision, told: Told): ArticleEvent[] {
  const { members, body, citations } = contentEdit(article.content, article.nextBlockId, revision);
  const changed = Object.keys(members).length > 0 || body !== undefined || citations !== undefined;
  if (!changed && moves(article, revision.standing)) return [];
  const { origin } = revision;
  const optional = { ...(body && { body }), ...(citations && { citations }), ...(origin && { origin }) };
  return [{ type: 'article-edited', ...told, members, ...optional }];
}

function contentEdit(content: ArticleContent, nextBlockId: number, { members, body, citations }: ArchivedRevision) {
  // Where its story stands is no word of the archive's text.
  const whole: Members = { ...blank, ...members, slug: content.slug };
  const list = citations.filter((citation): citation is Citation => citation.key !== undefined);
  return {
    members: changedMembers(content, whole),
    body: changedBody(content, body, nextBlockId),
    citations: changedCitations(content, list),
  };
}

/** Whether the standing is another than the article's. */
function moves(article: Article, standing: Standing): boolean {
  if (standing === 'published') return article.status !== 'published';
  if (article.status === 'published') return true;
  return standing === 'withdrawn' && article.status === 'draft';
}

/** What takes the article from its readers, or from the desk. */
export function archivedWithdrawal(article: Article, { standing }: ArchivedRevision, told: Told): ArticleEvent[] {
  if (standing === 'published' || !moves(article, standing)) return [];
  const reason = reasonOf(told);
  return article.status === 'published'
    ? [{ type: 'article-unpublished', ...told, reason, legal: false }]
    : [{ type: 'article-spiked', ...told, reason }];
}

/**
 * The version that readers had, as it was: it is no publication of today that checks could stop. What they find of severity error is
 * let pass under its code, and stands in the event with all other findings.
 */
export function archivedVersion(
  article: Article,
  { standing, change }: ArchivedRevision,
  settings: Settings,
): Candidate | undefined {
  const { publication, content } = article;
  if (standing !== 'published') return undefined;
  const live = article.status === 'published' && publication;
  if (live && sameContent({ ...publication.content, slug: content.slug }, content)) return undefined;
  const { findings } = runChecks(content, deskOf(article, settings));
  const version = (publication?.version ?? 0) + 1;
  const errors = new Set(findings.filter(({ severity }) => severity === 'error').map(({ code }) => code));
  const waived = Array.from(errors, (code): Waiver => ({ code, reason: publicBefore }));
  return { content, version, findings, waived, ...(publication && { change: change ?? { kind: 'refile' } }) };
}

const publicBefore = 'Imported: it was public before.';

const reasonOf = ({ note }: Told): string => note ?? 'As the archive has it.';
