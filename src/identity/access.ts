// Who may do what: one table of actions and roles, and the rules of ownership. Pure; everything not named is denied.
import { Rejection } from '../errors';
import type { Actor, Role } from './actor';

const editors = ['editor', 'standards'] as const satisfies readonly Role[];
const writers = ['reporter', ...editors] as const satisfies readonly Role[];

/** Which roles an action is open to. A new action is one line here. */
export const rolesOf = {
  'read-article': [...writers, 'auditor', 'importer'],
  'draft-article': [...writers, 'importer'],
  'edit-article': [...writers, 'importer'],
  cite: writers,
  'approve-source': editors,
  'reveal-source': ['standards'],
  comment: writers,
  'resolve-any-comment': editors,
  'import-history': ['importer'],
  submit: writers,
  assign: editors,
  'request-changes': editors,
  approve: editors,
  require: editors,
  schedule: editors,
  unschedule: editors,
  publish: editors,
  retract: ['standards'],
  unpublish: ['standards'],
  withhold: ['standards'],
  erase: ['standards'],
  hold: ['standards'],
  'read-erasures': ['standards', 'auditor'],
  spike: editors,
  revive: editors,
  restore: editors,
  'read-corrections': [...editors, 'auditor'],
  'read-history': [...editors, 'auditor'],
  /** Who revealed a confidential source, which and when. */
  'read-reveals': ['standards', 'auditor'],
  'read-evidence': [...editors, 'auditor'],
  'read-events': [...editors, 'auditor'],
  'read-sources': [...editors, 'auditor'],
  'start-replay': ['auditor', 'admin'],
  'swap-projections': ['admin'],
  'read-replays': ['auditor', 'admin'],
  'read-webhooks': ['admin'],
  'manage-webhooks': ['admin'],
  'read-settings': ['admin'],
  'change-settings': ['admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Action = keyof typeof rolesOf;

/** What ownership is decided by. Persons are named by their token's `sub`. */
export interface Subject {
  readonly createdBy: string;
  readonly assigned: readonly string[];
  /** `assigned`: only those assigned, editors and auditors see it. Without it: `newsroom`. */
  readonly access?: 'newsroom' | 'assigned';
}

/** Whether one of the actor's roles may do this at all; ownership apart. */
export function mayByRole(actor: Pick<Actor, 'roles'>, action: Action): boolean {
  const roles: readonly Role[] = rolesOf[action];
  return actor.roles.some((role) => roles.includes(role));
}

/** Whether the actor may do this, to this article where one is given. */
export function can(actor: Actor, action: Action, subject?: Subject): boolean {
  if (!mayByRole(actor, action)) return false;
  if (!subject || isEditor(actor)) return true;
  if (!sees(actor, subject)) return false;
  if (!ownActions.has(action) || hasRole(actor, 'importer')) return true;
  return isTheirs(actor, subject) || subject.assigned.length === 0;
}

/** Throws `not-found` where the actor must not learn that the article exists, `forbidden` where it is not theirs. */
export function permit(actor: Actor, action: Action, subject: Subject): void {
  if (can(actor, action, subject)) return;
  if (!can(actor, 'read-article', subject)) throw new Rejection('not-found');
  throw new Rejection('forbidden', 'The article is assigned to somebody else.');
}

/** What a reporter may do only to their own articles and to those that nobody is assigned. */
const ownActions: ReadonlySet<Action> = new Set<Action>(['edit-article', 'cite', 'submit']);

function sees(actor: Actor, subject: Subject): boolean {
  return subject.access !== 'assigned' || hasRole(actor, 'auditor') || isTheirs(actor, subject);
}

function isTheirs(actor: Actor, subject: Subject): boolean {
  return subject.createdBy === actor.sub || subject.assigned.includes(actor.sub);
}

const hasRole = (actor: Actor, role: Role): boolean => actor.roles.includes(role);
const isEditor = (actor: Actor): boolean => editors.some((role) => hasRole(actor, role));
