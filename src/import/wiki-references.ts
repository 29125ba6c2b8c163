// The `<ref>`s of a page's wikitext as citations: `[@key]` in the text, and the source that the reference tells. One name, or one
// wording, is one citation, in every revision of the page. Pure.
import type { Citation, Source } from '../articles/content';
import { citationKeyFor } from '../articles/source-entry';
import { replacedTags, wikiTags, type WikiTag } from './wiki-tags';
import { referenceSource } from './wiki-source';

export interface CitedText {
  readonly text: string;
  readonly citations: readonly Citation[];
}

/** Where the list stands that outputs print by themselves. */
const listTemplate = /\{\{\s*(?:reflist|references)\b[^{}]*\}\}/gi;

/** Stands where the list stood; XML has no such character. */
export const listPlace = '\ufffe';

export class WikiReferences {
  /** Keys by name or wording. */
  private readonly keys = new Map<string, string>();
  private readonly taken = new Set<string>();

  constructor(private readonly language?: string) {}

  cited(wikitext: string): CitedText {
    const citations = new Map<string, Citation>();
    const mark = ({ attributes, content }: WikiTag): string => {
      const citation = this.citation(nameIn(attributes), content?.trim());
      if (!citations.get(citation.key)?.source) citations.set(citation.key, citation);
      return ` [@${citation.key}]`;
    };
    const lists = wikiTags(wikitext, 'references'); // references may be defined in it
    const prose = replacedTags(wikitext, lists, () => listPlace).replace(listTemplate, listPlace);
    const text = replacedTags(prose, wikiTags(prose, 'ref'), mark);
    for (const { content = '' } of lists) wikiTags(content, 'ref').forEach(mark);
    return { text: spaced(text), citations: [...citations.values()] };
  }

  private citation(name: string | undefined, content: string | undefined): Citation {
    const source = content ? referenceSource(content, this.language) : null;
    const known = name === undefined ? `text ${content ?? ''}` : `name ${name}`;
    const key = this.keys.get(known) ?? this.keyFor(name, source);
    this.keys.set(known, key);
    return { key, source };
  }

  private keyFor(name: string | undefined, source: Source | null): string {
    const wanted = name?.normalize('NFKC').replace(/[^\p{L}\p{N}_.:-]+/gu, '-').replace(/^[^\p{L}\p{N}_]+|[.:-]+$/gu, '').slice(0, 100); // prettier-ignore
    let key = wanted || citationKeyFor(source ?? {}, this.taken);
    for (let n = 2; this.taken.has(key); n += 1) key = `${wanted}-${n}`;
    this.taken.add(key);
    return key;
  }
}

function nameIn(attributes: string): string | undefined {
  const [, quoted, single, bare] = /\bname\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'/>]+))/i.exec(attributes) ?? [];
  return (quoted ?? single ?? bare)?.trim() || undefined;
}

/** References that followed each other are one cluster, and stand before white space no twice. */
const spaced = (text: string): string => text.replace(/\] \[@/g, '][@').replace(/(\s) (?=\[@)/g, '$1');
