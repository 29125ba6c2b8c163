// What a sheet of paper has to say of itself: where the state is found, which event it rests on, who printed it and when.
import { useState } from 'preact/hooks';
import type { Revision } from './answers';
import { momentLabel } from './labels';
import type { Place } from './place';
import { usePrinting } from './printing';
import { holderOf, storedToken } from './token';

interface PrintSheetProps {
  readonly revision: Revision;
  readonly place: Place;
  /** The state's permalink, without the host. */
  readonly link: string;
}

export function PrintSheet({ revision, place, link }: PrintSheetProps) {
  const [printedAt, setPrintedAt] = useState(() => new Date());
  usePrinting(() => setPrintedAt(new Date()));
  const name = holderOf(storedToken() ?? '')?.name;
  return (
    <div class="only-print sheet">
      <p>
        Stet audit · newsroom {place.newsroom} · article {place.article} · revision {revision.revision} · log position{' '}
        {revision.position}
      </p>
      <p>
        Leaf <code>{revision.hash}</code>
      </p>
      <p data-testid="permalink">{location.origin + link}</p>
      <p>
        Printed {momentLabel(printedAt.toISOString())}
        {name !== undefined && ` by ${name}`}
      </p>
    </div>
  );
}
