// The revisions about the one that is looked at, as a table: what the chart draws, in words.
import type { Revision } from './answers';
import { count, momentLabel, typeLabel } from './labels';
import { follow, hrefOf } from './navigation';
import type { Place } from './place';
import type { Step } from './step';
import { marksOf } from './timeline';

interface RevisionTableProps {
  readonly revisions: readonly Revision[];
  readonly shown: readonly number[];
  readonly current: number;
  readonly place: Place;
  readonly step: Step;
}

/** Rows each way: a table of thousands would make every step slow. */
const around = 8;

const columns = ['Revision', 'When', 'Who', 'What', 'Words', 'Why'];

export function RevisionTable({ revisions, shown, current, place, step }: RevisionTableProps) {
  const at = shown.findIndex((revision) => revision >= current);
  const middle = at === -1 ? shown.length - 1 : at;
  const start = Math.max(0, Math.min(middle - around, shown.length - 2 * around - 1));
  const rows = shown.slice(start, start + 2 * around + 1);
  return (
    <section class="table" tabIndex={0} aria-label="Revisions">
      {/* The roles are said too: a phone's style, without columns, would take them away. */}
      <table role="table">
        <caption>
          Revisions {rows.length > 0 && `${count(rows[0] ?? 0)} to ${count(rows.at(-1) ?? 0)}`} of{' '}
          {count(revisions.length)}
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column} scope="col" role="columnheader">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((number) => {
            const revision = revisions[number - 1];
            return (
              revision && <Row key={number} {...{ revision, revisions, place, step }} isCurrent={number === current} />
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

interface RowProps extends Pick<RevisionTableProps, 'revisions' | 'place' | 'step'> {
  readonly revision: Revision;
  readonly isCurrent: boolean;
}

function Row({ revision, revisions, place, step, isCurrent }: RowProps) {
  const { revision: number, recordedAt, occurredAt, actor, type, words, note, imported } = revision;
  const when = imported && occurredAt ? occurredAt : recordedAt;
  const mark = /^article-(published|updated|corrected)$/.test(type)
    ? ` ${marksOf(revisions.slice(0, number)).at(-1)?.label ?? ''}`
    : '';
  const href = hrefOf({ ...place, revision: number, sentence: undefined });
  return (
    <tr role="row" aria-current={isCurrent ? 'true' : undefined}>
      <th scope="row" role="rowheader">
        <a href={href} onClick={(event) => follow(event, () => step.to(number))}>
          {count(number)}
        </a>
      </th>
      <td role="cell">
        <time dateTime={when}>{momentLabel(when)}</time>
      </td>
      <td role="cell">{actor.name}</td>
      <td role="cell">
        {typeLabel(type)}
        {mark} {imported && <span class="tag">imported</span>}
      </td>
      <td role="cell" class="words">
        {words.added + words.removed > 0 ? `+${count(words.added)} −${count(words.removed)}` : '–'}
      </td>
      <td role="cell">{note}</td>
    </tr>
  );
}
