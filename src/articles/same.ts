// When two values of an article say the same. Pure.
import { bodyText, type Body } from '../text/body';
import type { ArticleContent } from './content';

/** Whether two contents say the same, byte for byte and in the same order. */
export function sameContent(one: ArticleContent, other: ArticleContent): boolean {
  if (one === other) return true;
  const { body: oneBody, ...oneRest } = one;
  const { body: otherBody, ...otherRest } = other;
  return sameBody(oneBody, otherBody) && sameValue(oneRest, otherRest);
}

const sameBody = (one: Body, other: Body): boolean => one === other || bodyText(one) === bodyText(other);

/** Deep equality of plain JSON data; members of value undefined do not count. */
export function sameValue(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const left = Object.entries(one).filter(([, value]) => value !== undefined);
  const right = new Map(Object.entries(other).filter(([, value]) => value !== undefined));
  return (
    left.length === right.size && left.every(([name, value]) => right.has(name) && sameValue(value, right.get(name)))
  );
}
