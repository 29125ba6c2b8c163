// XML documents by a library that escapes. What XML 1.0 cannot hold (section 2.2: most control characters, lone surrogates) is left out.
import { create } from 'xmlbuilder2';
import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces';

export type Attributes = Readonly<Record<string, string | undefined>>;

export function xmlDocument(): XMLBuilder {
  return create({ version: '1.0', encoding: 'UTF-8', invalidCharReplacement: '' });
}

/** An element with text; nothing where the text is undefined, null or ''. */
export function textElement(
  parent: XMLBuilder,
  name: string,
  text: string | null | undefined,
  attributes: Attributes = {},
): void {
  if (text) element(parent, name, attributes).txt(literal(text));
}

/** Without those of its attributes that are undefined. */
export function element(parent: XMLBuilder, name: string, attributes: Attributes = {}): XMLBuilder {
  const given: Record<string, string> = {};
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) given[key] = literal(value);
  return parent.ele(name, given);
}

/** The library takes `&lt;` for a character that is escaped already: in HTML within XML it is not, and would come alive. */
const literal = (text: string): string => text.replaceAll('&', '&amp;');

export const xmlBytes = (document: XMLBuilder): Buffer => Buffer.from(document.end(), 'utf8');
