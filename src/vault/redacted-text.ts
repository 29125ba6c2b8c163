// The redaction of an answer's text by its media type. Pure.
import { redactedJson, type RedactionOf } from './redacted-json';

export interface Answered {
  readonly mediaType: string;
  /** Of which the whole answer is; undefined where it is about several, or nobody knows. */
  readonly article?: string;
  readonly redactionOf: RedactionOf;
}

/** The very same text where nothing in it is withheld. */
export function redactedText(text: string, { mediaType, article, redactionOf }: Answered): string {
  if (!/[/+]json$/.test(mediaType) || text === '') return redactionOf(article).text(text);
  const value: unknown = JSON.parse(text);
  const redacted = redactedJson(value, redactionOf, article);
  return redacted === value ? text : JSON.stringify(redacted);
}
