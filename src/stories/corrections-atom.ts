// Corrections as Atom (RFC 4287): an entry for each note, which leads to its story. Pure.
import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces';
import { feedTypes } from './feed';
import { atom } from './feed-atom';
import { noteLabel } from './note-wording';
import { wordingIn } from './wording';
import { element, textElement, xmlBytes, xmlDocument } from './xml';

export interface CorrectionEntry {
  readonly id: string;
  /** The story's page. */
  readonly url: string;
  readonly headline: string;
  readonly language: string;
  readonly kind: string;
  readonly note: string;
  /** RFC 3339. */
  readonly at: string;
}

export interface CorrectionEntries {
  readonly newsroom: string;
  /** The feed's name. */
  readonly urn: string;
  /** The newsroom's. */
  readonly address: string;
  /** Newest first. */
  readonly entries: readonly CorrectionEntry[];
}

export function correctionsAsAtom({ newsroom, urn, address, entries }: CorrectionEntries): Buffer {
  const document = xmlDocument();
  const root = element(document, 'feed', { xmlns: atom });
  textElement(root, 'id', urn);
  textElement(root, 'title', `${newsroom} · corrections`);
  textElement(root, 'updated', entries[0]?.at ?? '1970-01-01T00:00:00.000Z');
  element(root, 'link', { rel: 'self', type: feedTypes.atom, href: `${address}/corrections.atom` });
  element(root, 'link', { rel: 'alternate', type: 'application/json', href: `${address}/corrections` });
  textElement(element(root, 'author'), 'name', newsroom);
  for (const entry of entries) addEntry(root, entry);
  return xmlBytes(document);
}

function addEntry(root: XMLBuilder, { id, url, headline, language, kind, note, at }: CorrectionEntry): void {
  const wording = wordingIn(language);
  const isRetraction = kind === 'retraction';
  const label = isRetraction ? wording.retracted : noteLabel(kind, wording.notes);
  const node = element(root, 'entry', { 'xml:lang': language });
  textElement(node, 'id', id);
  textElement(node, 'title', `${label}: ${headline}`);
  textElement(node, 'updated', at);
  textElement(node, 'published', at);
  element(node, 'link', {
    rel: 'alternate',
    type: 'text/html',
    href: `${url}#${isRetraction ? 'retraction' : 'corrections'}`,
  });
  element(node, 'category', { term: kind });
  textElement(node, 'content', note, { type: 'text' });
}
