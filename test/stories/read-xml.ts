// XML read by a parser that refuses whatever is not well-formed.
import { parseXml, XmlElement } from '@rgrove/parse-xml';

/** The root element. Throws where the document is not well-formed. */
export function read(bytes: Buffer): XmlElement {
  const { root } = parseXml(bytes.toString('utf8'), { sortAttributes: true });
  if (!root) throw new Error('The document has no element.');
  return root;
}

export const children = (parent: XmlElement | undefined, name?: string): XmlElement[] =>
  (parent?.children ?? []).filter(
    (node): node is XmlElement => node instanceof XmlElement && (!name || node.name === name),
  );

export const child = (parent: XmlElement | undefined, name: string): XmlElement | undefined =>
  children(parent, name)[0];

export const textOf = (node: XmlElement | undefined): string => node?.text ?? '';
