// HTML of other systems as Markdown, by turndown.
import TurndownService from 'turndown';

const service = new TurndownService({
  headingStyle: 'atx',
  codeBlockStyle: 'fenced',
  bulletListMarker: '-',
  emDelimiter: '*',
  hr: '---',
});

export function markdownOfHtml(html: string): string {
  const text = service.turndown(html).trim();
  return text === '' ? '' : `${text}\n`;
}
