// What a verified token says about a person: name and roles by newsroom. Pure.
import type { JWTPayload } from 'jose';
import { Rejection } from '../errors';
import { roles, type Actor, type Role } from './actor';

export interface Claims {
  readonly sub: string;
  readonly name: string;
  /** By newsroom; a newsroom that is not in it is not there for this person. */
  readonly newsrooms: ReadonlyMap<string, readonly Role[]>;
  /** Seconds since 1970. */
  readonly expires: number;
}

/** Throws `unauthenticated` where a claim is missing or not of its type. Roles that are not known are left out. */
export function readClaims(payload: JWTPayload): Claims {
  const { sub, name, newsrooms, exp } = payload;
  if (typeof sub !== 'string' || sub === '') throw broken('sub is missing');
  if (name !== undefined && typeof name !== 'string') throw broken('name is no string');
  if (exp === undefined) throw broken('exp is missing');
  return { sub, name: name || sub, newsrooms: readNewsrooms(newsrooms), expires: exp };
}

/** The person in one newsroom; undefined when the token does not name it. */
export function actorIn(claims: Claims, newsroom: string): Actor | undefined {
  const given = claims.newsrooms.get(newsroom);
  return given && { sub: claims.sub, name: claims.name, roles: given, expires: claims.expires };
}

function readNewsrooms(claim: unknown): ReadonlyMap<string, readonly Role[]> {
  if (claim === undefined) return new Map();
  if (typeof claim !== 'object' || claim === null || Array.isArray(claim)) throw broken('newsrooms is no object');
  // A map: a newsroom named like a member of Object.prototype must not be found by accident.
  return new Map(Object.entries(claim).map(([newsroom, given]) => [newsroom, readRoles(given)]));
}

function readRoles(given: unknown): readonly Role[] {
  if (!Array.isArray(given)) throw broken('the roles of a newsroom are no list');
  return roles.filter((role) => given.includes(role));
}

const broken = (what: string): Rejection => new Rejection('unauthenticated', `The token cannot be used: ${what}.`);
