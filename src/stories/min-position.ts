// How far the read models must have come for an answer, as a request says.
import { Rejection } from '../errors';

/** The `Stet-Min-Position` header; undefined where there is none. Throws `validation-failed` for what is no position. */
export function minPosition(header: string | readonly string[] | undefined): number | undefined {
  if (header === undefined) return undefined;
  if (typeof header === 'string' && /^\d{1,15}$/.test(header)) return Number(header);
  const message = 'Stet-Min-Position has to be a position: a whole number.';
  throw new Rejection('validation-failed', message, { errors: [{ path: 'Stet-Min-Position', message }] });
}
