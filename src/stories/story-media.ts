// Pictures of a story in its Markdown: `![](media:key)` shows the medium of that key; alone in a paragraph it is a
// figure with caption and credit. A rule of the Markdown parser.
import type MarkdownIt from 'markdown-it';
import type { StoryMedium } from '../articles/story';
import { escapeHtml } from '../text/escape-html';

type Media = ReadonlyMap<string, StoryMedium>;
type Token = MarkdownIt.Token;

/** What a parse of one story's text is given. */
export const environment = (media: readonly StoryMedium[]): MarkdownIt.Env => ({
  media: new Map(media.map((medium) => [medium.key, medium])),
});

/** Adds the rule to a parser; its parses take an `environment`. */
export function showMedia(markdown: MarkdownIt.MarkdownIt): void {
  markdown.core.ruler.push('story_media', (state) => {
    const media = state.env['media'] as Media;
    state.tokens = state.tokens.flatMap((token, index, all) => {
      if (token.type !== 'inline') return isAroundFigure(all, index) ? [] : [token];
      if (isAroundFigure(all, index - 1)) return [figure(token, media, new state.Token('html_block', '', 0))];
      token.children = (token.children ?? []).flatMap((child) => inline(child, media, state.Token));
      return [token];
    });
  });
}

/** Whether the token opens or closes a paragraph that holds one medium and nothing else. */
function isAroundFigure(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  if (token?.type === 'paragraph_close') return isFigure(tokens[index - 1]);
  return token?.type === 'paragraph_open' && !token.hidden && isFigure(tokens[index + 1]);
}

function isFigure(token: Token | undefined): boolean {
  const [only, ...others] = token?.children ?? [];
  return only?.type === 'image' && others.length === 0 && keyOf(only) !== undefined;
}

function figure(token: Token, media: Media, block: Token): Token {
  const [image] = token.children ?? [];
  const medium = image && media.get(keyOf(image) ?? '');
  block.content = medium ? figureHtml(medium, image.content) : `<p>${escapeHtml(image?.content ?? '')}</p>\n`;
  return block;
}

/** Captions and credits are plain text, as agencies deliver them. */
function figureHtml({ url, alt, caption, credit }: StoryMedium, written: string): string {
  const words = [caption && escapeHtml(caption), credit && `<small>${escapeHtml(credit)}</small>`].filter(Boolean);
  const below = words.length > 0 ? `<figcaption>${words.join(' ')}</figcaption>` : '';
  return `<figure><img src="${escapeHtml(url)}" alt="${escapeHtml(written || alt || '')}">${below}</figure>\n`;
}

function inline(child: Token, media: Media, Make: typeof MarkdownIt.Token): Token[] {
  const key = child.type === 'image' ? keyOf(child) : undefined;
  if (key === undefined) return [child];
  const medium = media.get(key);
  const words = new Make('text', '', 0);
  words.content = child.content || medium?.alt || '';
  if (!medium) return [words];
  child.attrSet('src', medium.url);
  child.children = [words];
  return [child];
}

function keyOf(image: Token): string | undefined {
  const address = String(image.attrGet('src'));
  if (!/^media:/i.test(address)) return undefined;
  try {
    return decodeURIComponent(address.slice('media:'.length));
  } catch {
    return undefined;
  }
}
