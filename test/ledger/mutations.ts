// A bundle's mutations: every member once in each way, and bytes by chance.
import { below, chanceOf, oneOf } from './tampering/written-log';

export interface Mutation {
  readonly what: string;
  readonly text: string;
}

type Container = Record<string, unknown> | unknown[];

/** Every value of the bundle changed, removed, doubled and put in another place, then `bytes` single bytes. */
export function* mutationsOf(bundle: string, bytes = 1_000): Generator<Mutation> {
  for (const path of pathsIn(JSON.parse(bundle))) {
    if (path[0] === 'consistency') continue; // used only where an earlier checkpoint is given
    for (const [name, change] of Object.entries(changes)) {
      const copy = JSON.parse(bundle) as Container;
      const container = path.slice(0, -1).reduce<Container>((at, key) => at[key as never], copy);
      const text = change(container, path.at(-1) ?? '') ? JSON.stringify(copy) : bundle;
      if (text !== bundle) yield { what: `${path.join('.')} ${name}`, text };
    }
  }
  const chance = chanceOf(1);
  for (let nth = 0; nth < bytes; nth += 1) {
    const at = below(chance, bundle.length);
    const put = oneOf(chance, ['', ...'0aZ"{}[],: =+\\\u2014']);
    yield { what: `byte ${at} made ${put}`, text: bundle.slice(0, at) + put + bundle.slice(at + 1) };
  }
}

function* pathsIn(value: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    yield [...path, key];
    yield* pathsIn(inner, [...path, key]);
  }
}

/** Each answers whether it could. */
const changes: Readonly<Record<string, (container: Container, key: string) => boolean>> = {
  changed: (container, key) => assign(container, key, other((container as Record<string, unknown>)[key])),
  removed: (container, key) => {
    if (Array.isArray(container)) return container.splice(Number(key), 1).length > 0;
    return Reflect.deleteProperty(container, key);
  },
  doubled: (container, key) => {
    if (!Array.isArray(container)) return assign(container, `${key}2`, container[key]);
    container.splice(Number(key), 0, container[Number(key)]);
    return true;
  },
  exchanged: (container, key) => {
    const next = Number(key) + 1;
    if (!Array.isArray(container) || next >= container.length) return false;
    [container[Number(key)], container[next]] = [container[next], container[Number(key)]];
    return true;
  },
};

const assign = (container: Container, key: string, value: unknown): boolean => Reflect.set(container, key, value);

function other(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value !== 'string') return null;
  const at = Math.floor(value.length / 2);
  return value.slice(0, at) + (value[at] === 'a' ? 'b' : 'a') + value.slice(at + 1);
}
