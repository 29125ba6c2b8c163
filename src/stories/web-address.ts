// Addresses that readers may be sent to.

/** The address where it is one that readers may be sent to: absolute and http or https, as the URL standard reads it. */
export function webAddress(text: string): string | undefined {
  if (!/^https?:\/\//i.test(text.trim())) return undefined;
  return URL.canParse(text.trim()) ? new URL(text.trim()).href : undefined;
}
