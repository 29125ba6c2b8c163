// One line of Markdown, read from its left: indentation in columns (a tab stops at every fourth) and the markers that
// open blocks (CommonMark 0.31 sections 2.2, 4 and 5). A marker is consumed when it is there, else nothing moves.

const FENCE = /(`{3,})[^`\r\n]*(?=[\r\n]|$)|~{3,}/y;
const HEADING = /#{1,6}(?=[ \t\r\n]|$)/y;
const LIST_MARKER = /(?:[-+*]|(\d{1,9})[.)])(?=[ \t\r\n]|$)/y;
const UNDERLINE = /(?:=+|-+)[ \t]*(?=[\r\n]|$)/y;

const MAY_OPEN_ITEM = new Set('-+*0123456789');

export class LineCursor {
  private column = 0;
  /** Columns left of a tab that a container took a part of. */
  private spare = 0;

  constructor(
    private readonly text: string,
    public at: number,
    private readonly end: number,
  ) {}

  /** Columns of white space from here. */
  indent(): number {
    const { at, column, spare } = this;
    const columns = this.take();
    this.moveTo(at, column, spare);
    return columns;
  }

  /** Consumes up to so many columns of white space; answers how many. */
  take(columns = this.text.length * 4): number {
    let taken = Math.min(this.spare, columns);
    this.spare -= taken;
    while (taken < columns && this.at < this.end && isSpace(this.text[this.at])) {
      const width = this.text[this.at] === '\t' ? 4 - (this.column % 4) : 1;
      const used = Math.min(width, columns - taken);
      this.at++;
      this.column += width;
      this.spare = width - used;
      taken += used;
    }
    return taken;
  }

  isBlank(): boolean {
    return this.next() === '';
  }

  quoteMarker(): boolean {
    if (this.next() !== '>') return false;
    const { at, column, spare } = this;
    if (this.take() <= 3) {
      this.step(1);
      this.take(1);
      return true;
    }
    this.moveTo(at, column, spare);
    return false;
  }

  /** The columns by which the item's content is indented. An item that interrupts a paragraph has content and starts at 1. */
  listMarker(interrupts: boolean): number | undefined {
    if (!MAY_OPEN_ITEM.has(this.next())) return undefined;
    const { at, column, spare } = this;
    const before = this.take();
    const marker = this.isBreak() ? null : this.match(LIST_MARKER);
    if (marker) {
      this.step(marker[0].length);
      const blank = this.isBlank();
      const after = this.indent();
      if (!interrupts || (!blank && (marker[1] === undefined || Number(marker[1]) === 1))) {
        const width = before + marker[0].length;
        return blank ? -(width + 1) : width + this.take(after > 4 ? 1 : after);
      }
    }
    this.moveTo(at, column, spare);
    return undefined;
  }

  fence(): string | null {
    const opening = this.match(FENCE);
    return opening ? (opening[1] ?? opening[0]) : null;
  }

  closesFence(fence: string): boolean {
    if (this.indent() > 3) return false;
    this.take();
    const start = this.at;
    while (this.at < this.end && this.text[this.at] === fence[0]) this.step(1);
    return this.at - start >= fence.length && this.isBlank();
  }

  isHeading(): boolean {
    return this.match(HEADING) !== null;
  }

  isUnderline(): boolean {
    return this.match(UNDERLINE) !== null;
  }

  /** A thematic break: three or more of one of `*`, `-`, `_`, and white space. */
  isBreak(): boolean {
    const mark = this.text[this.at];
    if (mark !== '*' && mark !== '-' && mark !== '_') return false;
    let marks = 0;
    for (let at = this.at; at < this.end; at++) {
      if (this.text[at] === mark) marks++;
      else if (!isSpace(this.text[at])) return false;
    }
    return marks >= 3;
  }

  private moveTo(at: number, column: number, spare: number): void {
    this.at = at;
    this.column = column;
    this.spare = spare;
  }

  /** The first character that is no white space. */
  private next(): string {
    let at = this.at;
    while (at < this.end && isSpace(this.text[at])) at++;
    return at < this.end ? this.text.charAt(at) : '';
  }

  private step(characters: number): void {
    this.at += characters;
    this.column += characters;
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    return this.at < this.end ? pattern.exec(this.text) : null;
  }
}

const isSpace = (character: string | undefined): boolean => character === ' ' || character === '\t';
