// The request's headers that the door and the rooms read, which no controller declares.

interface HeaderParameter {
  readonly name: string;
  readonly in: 'header';
  readonly required: false;
  readonly description: string;
  readonly schema: { readonly type: 'string' | 'integer' };
}

const header = (name: string, description: string, type: 'string' | 'integer' = 'string'): HeaderParameter => ({
  name,
  in: 'header',
  required: false,
  description,
  schema: { type },
});

const minPosition = header(
  'Stet-Min-Position',
  'Answers from read models at or past this position of the newsroom’s log, waiting up to 5 s, else 503 `not-yet`.',
  'integer',
);
const idempotencyKey = header(
  'Idempotency-Key',
  'The same key with the same request is carried out once and answered the same; with another request it is 422.',
);
const ifMatch = header('If-Match', 'The revision that was read, e.g. `"7"`; instead of `baseRevision`.');

/** Of an operation, by its path and method. */
export function headersOf(path: string, method: string): readonly HeaderParameter[] {
  if (method === 'get') return [minPosition];
  const onArticle = /\/articles\/\{id\}(?!.*\/(buffer|comments))/.test(path);
  return onArticle ? [idempotencyKey, ifMatch] : [idempotencyKey];
}
