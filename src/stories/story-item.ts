// A story as lists have it: the story as readers are served it, without `body` and `html`. Pure.

/** `beside`: members of the list's own. */
export function itemOf(served: Buffer, beside: object = {}): string {
  const members = JSON.parse(served.toString('utf8')) as Record<string, unknown>;
  return JSON.stringify({ ...members, body: undefined, html: undefined, ...beside });
}
