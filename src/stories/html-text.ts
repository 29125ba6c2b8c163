// What HTML of ours says, as somebody would read it out. Pure.

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  nbsp: '\u00A0',
};

/** Without figures; blocks set off by a blank line, items and rows by a line's end. */
export const htmlText = (html: string): string =>
  html
    .replace(/\s*<figure>.*?<\/figure>\s*/gs, '\n\n')
    .replace(/<(?:br|hr)(?: \/)?>|<\/(?:li|dt|dd|tr|caption)>/g, '\n')
    .replace(/<\/(?:p|h[2-6]|pre|blockquote|ul|ol|dl|table)>/g, '\n\n')
    .replace(/<\/(?:td|th)>/g, '\t')
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => entities[name] ?? '')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
