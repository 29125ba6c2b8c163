// What events of type `payload-erased` say was erased: which event took what. Pure.

/** Keys of parts and of served bytes, as `thingOf` makes them. */
export type ErasedThings = readonly string[];

/** A part by its name, or served bytes by their media type; no part is called so. */
export const thingOf = (position: number, name: string): string => `${position} ${name}`;

interface Told {
  readonly erased?: readonly { readonly position: number; readonly parts: readonly string[] }[];
  readonly renditions?: readonly { readonly position: number; readonly mediaType: string }[];
}

/** @param payload of `payload-erased`, as it is stored */
export function erasedBy(payload: string): ErasedThings {
  const { erased = [], renditions = [] } = JSON.parse(payload === '' ? '{}' : payload) as Told;
  return [
    ...erased.flatMap(({ position, parts }) => parts.map((name) => thingOf(position, name))),
    ...renditions.map(({ position, mediaType }) => thingOf(position, mediaType)),
  ];
}
