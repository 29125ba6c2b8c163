// What a line is to Markdown, as far as merging has to know.

const item = /^[ \t]*(?:[-+*]|\d{1,9}[.)])(?:[ \t]|[\r\n]*$)/;
const continued = /^[ \t]/;

export const isBlank = (line: string): boolean => line.trim() === '';

/** Starts a list item, whatever comes before it. */
export const isItem = (line: string): boolean => item.test(line);

/** Whether a blank line between the two keeps them from being one paragraph, or reads as the break that it is. */
export const needsBlank = (before: string, after: string): boolean =>
  !isBlank(before) && !isBlank(after) && !((isItem(before) || continued.test(before)) && isItem(after));

/** LF or CRLF, as the line ends; LF for one that has no end. */
export const terminatorOf = (line: string): string => (line.endsWith('\r\n') ? '\r\n' : '\n');
