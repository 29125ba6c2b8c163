// Which revisions of an item can be brought in, as what; the others are told of and left out. Judged by the same shapes
// and limits as what clients send.
import { DraftArticleDto } from '../articles/article.dto';
import type { ImportedFrom, Told } from '../articles/events';
import { slugFrom } from '../articles/slug';
import type { Archived } from '../articles/import-revision';
import { Rejection } from '../errors';
import { validated } from '../http/validation';
import { Unreadable, type ArchivedItem, type ArchivedPage, type ItemRevision, type TellProblem } from './archive';

export interface AdmissionTerms {
  readonly format: ImportedFrom['format'];
  /** The newsroom's. */
  readonly language: string;
  /** Milliseconds since 1970; what says that it was made later is not believed. */
  readonly now: number;
}

/** Oldest first. */
export async function* admitted(
  { revisions }: ArchivedItem,
  terms: AdmissionTerms,
  tell: TellProblem,
): AsyncGenerator<Archived> {
  const shapes = new Shapes();
  for await (const revision of revisions) {
    const known = await admit(revision, terms, shapes).catch(refusalOnly);
    if (known instanceof Error) tell({ place: revision.place, problem: known.message });
    else yield known;
  }
}

function refusalOnly(error: unknown): Error {
  const isRefusal = error instanceof Unreadable || (error instanceof Rejection && error.code === 'validation-failed');
  if (isRefusal) return error;
  throw error;
}

async function admit(revision: ItemRevision, terms: AdmissionTerms, shapes: Shapes): Promise<Archived> {
  const told = toldOf(revision, terms);
  const { slug, members, ...page } = await revision.read();
  const language = members.language ?? terms.language;
  await shapes.refuse({ ...page, members: { ...members, language } });
  return { told, revision: { ...page, members: { ...members, language } }, slug: slugFrom(slug ?? '') || undefined };
}

function toldOf({ author, at, note, name, item }: ItemRevision, { format, now }: AdmissionTerms): Archived['told'] {
  if (!author || author.name.trim() === '') throw new Unreadable('It does not say who wrote it.');
  const time = at === undefined ? undefined : Date.parse(at);
  if (time !== undefined && !(time <= now)) throw new Unreadable(`It says that it was written at ${at}, which is no time that has been.`); // prettier-ignore
  const by: Told['by'] = { sub: `${format}:${author.id}`, name: author.name, role: 'importer' };
  const imported = { format, item, revision: name };
  const occurredAt = time === undefined ? {} : { occurredAt: new Date(time).toISOString() };
  const told = { by, ...(note && { note }), ...occurredAt, imported };
  refuseBroken(told);
  return told;
}

/** Most revisions change the body alone: what is right in all else is not looked at again. */
class Shapes {
  private right = '';

  async refuse({ members, citations, origin }: Omit<ArchivedPage, 'slug'>): Promise<void> {
    const shape = { ...members, citations, ...(origin && { origin }) };
    const written = JSON.stringify(shape);
    if (written === this.right) return;
    refuseBroken(shape);
    await validated(DraftArticleDto, JSON.parse(written));
    this.right = written;
  }
}

/** Bodies come as text that was looked into. PostgreSQL has no text with NUL, and UTF-8 none with half a character. */
function refuseBroken(value: object): void {
  JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'string' && (part.includes('\0') || /\p{Surrogate}/u.test(part)))
      throw new Unreadable('It holds a NUL character, or half of one.');
    return part;
  });
}
