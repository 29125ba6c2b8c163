// Text as HTML: the one place where outputs of ours escape what was written.

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Safe as element content and inside double-quoted attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (character) => entities[character] ?? '');

/** The address where it is one that readers may be sent to: absolute and http or https, as the URL standard reads it. */
export function webAddress(text: string): string | undefined {
  if (!/^https?:\/\//i.test(text.trim())) return undefined;
  return URL.canParse(text.trim()) ? new URL(text.trim()).href : undefined;
}
