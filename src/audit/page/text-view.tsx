// The text of a revision as text: its sentences can be pointed at, tapped, and walked through with the arrow keys.
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { ArticleText, Blamed } from './answers';
import { paragraphsOf, type Paragraph, type Piece } from './passages';

interface TextViewProps {
  readonly text: ArticleText;
  /** Whether it is the text of the revision that is asked for, not of the one before it. */
  readonly isCurrent: boolean;
  /** The body of the revision before. */
  readonly before?: string;
  readonly blame?: readonly Blamed[];
  readonly chosen?: number;
  readonly onChoose: (item: number | undefined) => void;
  readonly onHover: (item: number | undefined) => void;
  /** The reader comes near: sentences are wanted now. */
  readonly onNear: () => void;
}

export function TextView(props: TextViewProps) {
  const { text, isCurrent, before, blame, chosen, onChoose, onHover, onNear } = props;
  const box = useRef<HTMLDivElement>(null);
  const paragraphs = useMemo(() => paragraphsOf(text.body, blame, before), [text.body, blame, before]);
  const focus = useFocus(box, blame);
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return onChoose(undefined);
    const item = itemAt(event);
    if (item === undefined) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined && event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    const next = by === undefined ? item : neighbour(paragraphs, item, by);
    focus(next);
    onChoose(next);
  };
  const drawn = useParagraphs({ paragraphs, blame, chosen, revision: text.revision });
  return (
    <article class="text" lang={text.language} dir="auto" data-revision={text.revision} aria-busy={!isCurrent}>
      {text.standfirst && <p class="standfirst">{text.standfirst}</p>}
      {text.byline.length > 0 && <p class="byline">{text.byline.join(', ')}</p>}
      <div
        ref={box}
        class="body"
        onPointerEnter={onNear}
        onFocusIn={onNear}
        onPointerOver={(event) => event.pointerType === 'mouse' && onHover(itemAt(event))}
        onPointerLeave={() => onHover(undefined)}
        onClick={(event) => onChoose(itemAt(event))}
        onKeyDown={press}
      >
        {drawn}
      </div>
    </article>
  );
}

interface DrawnProps extends Pick<TextViewProps, 'blame' | 'chosen'> {
  readonly paragraphs: readonly Paragraph[];
  readonly revision: number;
}

/** The same elements as long as they say the same: while a step waits for its text, the one before is not drawn again. */
function useParagraphs({ paragraphs, blame, chosen, revision }: DrawnProps) {
  return useMemo(() => {
    const tab = chosen ?? first(paragraphs);
    return paragraphs.map((paragraph, index) => (
      <ParagraphView key={index} {...{ paragraph, blame, chosen, revision, tab }} />
    ));
  }, [paragraphs, blame, chosen, revision]);
}

interface ParagraphProps {
  readonly paragraph: Paragraph;
  readonly blame?: readonly Blamed[];
  readonly chosen?: number;
  readonly revision: number;
  /** The one sentence that the tabulator reaches; arrows lead to the others. */
  readonly tab?: number;
}

function ParagraphView({ paragraph, blame, chosen, revision, tab }: ParagraphProps) {
  const isHeading = /^#{1,6} /.test(paragraph.pieces[0]?.text ?? '');
  return (
    <p class={[isHeading && 'heading', paragraph.isNew && 'new'].filter(Boolean).join(' ')}>
      {paragraph.pieces.map(({ text, item }, index) =>
        item === undefined ? (
          text
        ) : (
          <span
            key={index}
            role="button"
            tabIndex={item === tab ? 0 : -1}
            aria-pressed={item === chosen}
            class={blame?.[item]?.revision === revision ? 'sentence fresh' : 'sentence'}
            data-item={item}
          >
            {text}
          </span>
        ),
      )}
    </p>
  );
}

function itemAt({ target }: Event): number | undefined {
  const item = (target as Element).closest<HTMLElement>('[data-item]')?.dataset['item'];
  return item === undefined ? undefined : Number(item);
}

const itemsOf = (paragraphs: readonly Paragraph[]): readonly number[] =>
  paragraphs.flatMap(({ pieces }) => pieces.flatMap(({ item }: Piece) => item ?? []));

const first = (paragraphs: readonly Paragraph[]): number | undefined => itemsOf(paragraphs)[0];

function neighbour(paragraphs: readonly Paragraph[], item: number, by: number): number {
  const items = itemsOf(paragraphs);
  return items[Math.max(0, Math.min(items.length - 1, items.indexOf(item) + by))] ?? item;
}

/** A sentence that was focused stays so when it is drawn anew. */
function useFocus(box: { readonly current: HTMLDivElement | null }, blame: readonly Blamed[] | undefined) {
  const wanted = useRef<number | undefined>(undefined);
  const focus = (item: number | undefined) => {
    wanted.current = item;
    box.current?.querySelector<HTMLElement>(`[data-item="${item}"]`)?.focus();
  };
  useEffect(() => {
    if (wanted.current !== undefined && document.activeElement === document.body) focus(wanted.current);
  }, [blame]);
  return focus;
}
