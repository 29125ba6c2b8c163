// Requests against their DTO classes: unknown members are refused, with the path of each.
import { ValidationPipe, type ArgumentMetadata, type PipeTransform, type Type } from '@nestjs/common';
import { Exclude } from 'class-transformer';
import type { ValidationError } from 'class-validator';
import { Rejection } from '../errors';

export interface MemberError {
  /** E.g. `citations[0].source.title`. */
  readonly path: string;
  readonly message: string;
}

/**
 * Members of the DTO class that only the server sets: they may be sent back and are dropped, whatever they hold, so that
 * what was read can be changed and sent.
 */
export const ServerSet =
  (...members: readonly string[]): ClassDecorator =>
  (target) => {
    // Dropped while the instance is made, so before anything is validated.
    for (const member of members) Exclude({ toClassOnly: true })(target.prototype as object, member);
  };

/** What only the server sets of an article. */
export const articleServerSet = [
  'revision',
  'position',
  'status',
  'nextStatus',
  'version',
  'wordCount',
  'createdAt',
  'updatedAt',
  'contributors',
  'assigned',
  'access',
  'approvals',
  'requiredApprovals',
  'schedule',
  'liveAt',
  'dirty',
  'merged',
  'findings',
] as const;

/**
 * Says which values of a DTO class are right at a glance. Asked on every request, class-validator costs more than all else
 * at the door; it still decides, and says what is wrong, wherever the glance does not.
 */
export const AtAGlance =
  <T>(isRight: (value: Partial<Record<keyof T, unknown>>) => boolean): ClassDecorator =>
  (target) => {
    glances.set(target, isRight);
  };

const glances = new WeakMap<object, (value: object) => boolean>();

/** For queries that are rarely there. */
export const isEmpty = (value: object): boolean => Object.keys(value).length === 0;

const pipe = new ValidationPipe({
  transform: true,
  whitelist: true,
  forbidNonWhitelisted: true,
  exceptionFactory: (errors) => refuse(errors.flatMap((error) => describe(error, ''))),
});

/** The pipe for `app.useGlobalPipes`; rejects with `validation-failed`. */
export const validation = (): PipeTransform => ({
  transform: (value: unknown, metadata: ArgumentMetadata): unknown => {
    if (metadata.type === 'body' && isClass(metadata.metatype) && !isObject(value)) throw refuse([notAnObject]);
    const { metatype } = metadata;
    if (metatype && isObject(value) && glances.get(metatype)?.(value))
      return Object.assign(new metatype() as object, value);
    return pipe.transform(value, metadata);
  },
});

/** The same for a value that came by another way, e.g. front matter. */
export async function validated<T>(type: Type<T>, value: unknown): Promise<T> {
  if (!isObject(value)) throw refuse([notAnObject]);
  return (await pipe.transform(value, { type: 'body', metatype: type })) as T;
}

const notAnObject: MemberError = { path: '', message: 'The body has to be a JSON object.' };

const refuse = (errors: readonly MemberError[]): Rejection =>
  new Rejection(
    'validation-failed',
    errors
      .map(({ path, message }) => `${path}: ${message}`.replace(/^: /, ''))
      .slice(0, 3)
      .join('; '),
    { errors },
  );

function describe(error: ValidationError, parent: string): readonly MemberError[] {
  const path = join(parent, error.property);
  const own = Object.values(error.constraints ?? {}).map((message) => ({ path, message }));
  return [...own, ...(error.children ?? []).flatMap((child) => describe(child, path))];
}

function join(parent: string, property: string): string {
  if (/^\d+$/.test(property)) return `${parent}[${property}]`;
  return parent === '' ? property : `${parent}.${property}`;
}

const plainTypes: readonly unknown[] = [String, Number, Boolean, Array, Object, Buffer, undefined];
const isClass = (type: unknown): boolean => !plainTypes.includes(type);
const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
