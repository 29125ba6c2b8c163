// Whose rows work is about: one newsroom's, told where a request comes in and where a loop takes a newsroom up. The database
// shows and takes rows of that newsroom alone, whatever a statement asks for (docs/decisions/0040-rows-of-one-newsroom.md).
import { AsyncLocalStorage } from 'node:async_hooks';

interface Scope {
  /** Undefined where the work is about all of them. */
  readonly newsroom?: string;
}

const scope = new AsyncLocalStorage<Scope>();
const all: Scope = {};

/** As the policies of the tables know it: no newsroom has a name like those of all and of none. */
export function scopeInForce(): string | undefined {
  const here = scope.getStore();
  if (here?.newsroom === undefined) return here && '*';
  return /^[a-z0-9-]{1,40}$/.test(here.newsroom) ? here.newsroom : '';
}

/** Throws where the work is about another newsroom already. */
export function forNewsroom<T>(newsroom: string, work: () => T): T {
  const outer = scope.getStore()?.newsroom;
  if (outer === newsroom) return work();
  if (outer === undefined) return scope.run({ newsroom }, work);
  throw new Error(`Work for the newsroom ${outer} asked for rows of another.`);
}

/**
 * For loops that serve all newsrooms and do not know yet which one has work. Only the tables that such a loop has to look
 * at show all rows then; whatever is done for a newsroom is done by `forNewsroom` within.
 */
export const acrossNewsrooms = <T>(work: () => T): T => scope.run(all, work);

/** The function as if it were called from here, whoever calls it. */
export function inThisScope<A extends unknown[]>(call: (...given: A) => void): (...given: A) => void {
  const here = scope.getStore();
  return here ? (...given) => scope.run(here, call, ...given) : (...given) => scope.exit(call, ...given);
}
