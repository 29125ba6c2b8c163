// What lists that search take and answer beside their own.
import { ValidateBy } from 'class-validator';

/** Words are searched for: there is a `q`. */
export const WithWords = (): PropertyDecorator =>
  ValidateBy({
    name: 'withWords',
    validator: {
      validate: (value, given) => value !== 'relevance' || (given?.object as { q?: unknown }).q !== undefined,
      defaultMessage: () => '$property=relevance is only for what q found',
    },
  });

export class SnippetMatchDto {
  /** UTF-16 offset. */
  start!: number;
  /** UTF-16 offset, exclusive. */
  end!: number;
}

export class SnippetDto {
  /** Plain text, not HTML. */
  text!: string;
  /** Where the words stand in it. */
  matches!: SnippetMatchDto[];
  /** The same text as HTML: escaped, the words within `<mark>`. */
  html!: string;
}
