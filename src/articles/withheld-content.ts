// An article's content without the words that are withheld or erased. Pure.
import { redactedJson } from '../vault/redacted-json';
import type { Redaction } from '../vault/redaction';
import type { Body } from '../text/body';
import type { ArticleContent } from './content';

/** The very same content where it does not hold them; blocks of which nothing is left are gone. */
export function redactedContent(content: ArticleContent, redaction: Redaction): ArticleContent {
  if (redaction.isNone) return content;
  const { body, ...members } = content;
  const redacted = redactedJson(members, () => redaction) as typeof members; // texts stay texts
  const shown = redactedBody(body, redaction);
  return redacted === members && shown === body ? content : { ...redacted, body: shown };
}

/** Blocks that do not change are the very same. */
export function redactedBody(body: Body, redaction: Redaction): Body {
  const texts = body.map(({ text }) => text);
  const redacted = redaction.pieces(texts);
  if (redacted === texts) return body;
  const blocks = body.map((block, nth) =>
    redacted[nth] === block.text ? block : { ...block, text: redacted[nth] ?? '' },
  );
  return blocks.filter(({ text }) => text !== '');
}
