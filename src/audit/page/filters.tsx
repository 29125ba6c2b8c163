// Which revisions are shown: by person and by type.
import { useMemo } from 'preact/hooks';
import type { Revision } from './answers';
import { personsOf, typesOf, type Choice } from './filtering';
import { count, many, typeLabel } from './labels';
import type { Go } from './navigation';
import type { Place } from './place';

interface FiltersProps {
  readonly revisions: readonly Revision[];
  readonly shown: readonly number[];
  readonly place: Place;
  readonly go: Go;
}

export function Filters({ revisions, shown, place, go }: FiltersProps) {
  const persons = useMemo(() => personsOf(revisions), [revisions]);
  const types = useMemo(() => typesOf(revisions).map((type) => ({ ...type, label: typeLabel(type.id) })), [revisions]);
  const isFiltered = place.actor !== undefined || place.type !== undefined;
  return (
    <section class="filters" aria-label="Filter">
      <Select label="Person" choices={persons} value={place.actor} onChoose={(actor) => go({ actor })} />
      <Select label="Type" choices={types} value={place.type} onChoose={(type) => go({ type })} />
      <span role="status" class="hint">
        {isFiltered ? `${many(shown.length, 'revision')} of ${count(revisions.length)} shown` : ''}
      </span>
      {isFiltered && (
        <button type="button" class="quiet" onClick={() => go({ actor: undefined, type: undefined })}>
          Show all
        </button>
      )}
    </section>
  );
}

interface SelectProps {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly value?: string;
  readonly onChoose: (id: string | undefined) => void;
}

function Select({ label, choices, value = '', onChoose }: SelectProps) {
  return (
    <label class="inline">
      {label}{' '}
      <select value={value} onChange={(event) => onChoose(event.currentTarget.value || undefined)}>
        <option value="">all</option>
        {choices.map((choice) => (
          <option key={choice.id} value={choice.id}>
            {choice.label} ({choice.count})
          </option>
        ))}
      </select>
    </label>
  );
}
