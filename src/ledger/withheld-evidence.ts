// What of an article's evidence is not for a reader from whom something is withheld: each part and each rendition that holds it
// gives way to its commitment, with the event that withheld it. Pure.
import { partsAcross } from '../articles/parts-across';
import type { StoredEvent } from '../event-store/stored-event';
import { redactedJson } from '../vault/redacted-json';
import type { Redaction } from '../vault/redaction';
import type { Taken } from '../vault/withholdings';
import type { EvidenceEvent, EvidencePart, EvidenceServed, OpenEvent } from './evidence';
import { commitmentOfPart } from './kept-parts';

export interface Withheld {
  /** Of the article, as the reader has to take it: oldest first. */
  readonly taken: readonly Taken[];
  /** The article's stream. */
  readonly stored: readonly StoredEvent[];
}

interface Told {
  readonly events: readonly EvidenceEvent[];
  readonly served: readonly EvidenceServed[];
}

export function withoutWithheld({ events, served }: Told, { taken, stored }: Withheld): Told {
  const positions = new Map(stored.map(({ revision, position }) => [revision, position]));
  const versions = versionsAt(stored);
  const all = taken.map(({ withholding: { revision, versions: whole = [] }, redaction }) => ({
    ...{ whole, redaction, across: partsAcross(stored, redaction) },
    missing: { why: 'withheld', by: positions.get(revision) ?? 0 } as const,
  }));
  const shownPart = (position: number, part: EvidencePart): EvidencePart => {
    if (!('text' in part)) return part;
    const by = all.find(({ across, redaction }) => across.get(position)?.includes(part.name) || holds(part, redaction));
    return by ? { name: part.name, commitment: commitmentOfPart(part), missing: by.missing } : part;
  };
  const shown = (one: EvidenceServed): EvidenceServed => {
    const { position, mediaType } = one;
    const text = textOf(one);
    const by = all.find(
      ({ whole, redaction }) => whole.includes(versions.get(position) ?? 0) || isChanged(text, redaction),
    );
    return by && text !== undefined ? { position, mediaType, missing: by.missing } : one;
  };
  return { events: events.map((event) => ('parts' in event ? withParts(event, shownPart) : event)), served: served.map(shown) }; // prettier-ignore
}

const withParts = (event: OpenEvent, shown: (position: number, part: EvidencePart) => EvidencePart): OpenEvent => ({
  ...event,
  parts: event.parts.map((part) => shown(event.position, part)),
});

/** As a value, and as it is written: the bundle holds the text, which is redacted once more on its way out. */
function holds({ name, text }: { readonly name: string; readonly text: string }, redaction: Redaction): boolean {
  const part = { [name]: JSON.parse(text) as unknown };
  return redactedJson(part, () => redaction) !== part || redaction.holds(text);
}

function isChanged(text: string | undefined, redaction: Redaction): boolean {
  if (text === undefined) return false;
  return redaction.holds(text) || (text.startsWith('{') && holds({ name: '', text }, redaction));
}

function textOf(one: EvidenceServed): string | undefined {
  if ('text' in one) return one.text;
  return 'base64' in one ? Buffer.from(one.base64, 'base64').toString('utf8') : undefined;
}

/** By position, the version that readers had from there on. */
function versionsAt(stored: readonly StoredEvent[]): ReadonlyMap<number, number> {
  const versions = new Map<number, number>();
  let last = 0;
  for (const { position, payload } of stored) {
    if (typeof payload['version'] === 'number') last = payload['version'];
    versions.set(position, last);
  }
  return versions;
}
