// How a route says who may use it, and what it takes. The door reads this before anything of the request is parsed; a
// route that declares nothing is refused to everybody.
import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBearerAuth, ApiSecurity } from '@nestjs/swagger';
import type { Action } from './access';

export interface RouteDeclaration {
  /** The action that a role must be allowed; `public`: anybody, without a token. */
  readonly access?: Action | 'public';
  /** A public route that looks at a token where one is sent: an invalid one is refused, none is nobody. */
  readonly readsToken?: boolean;
  /** Media types of the request's body; without it JSON. */
  readonly takes?: readonly string[];
  /** Logs and metrics count the request under no address, and name nobody. */
  readonly discreet?: boolean;
  /** Content-Security-Policy of the answer; without it nothing may be loaded or run. */
  readonly policy?: string;
}

declare module 'fastify' {
  // The adapter hands a route's declaration on as Fastify's route config.
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- only a declaration that extends can be merged
  interface FastifyContextConfig extends RouteDeclaration {}
}

/** The route needs a token whose roles in the newsroom allow the action. */
export const Allow = (action: Action): MethodDecorator =>
  applyDecorators(declareRoute({ access: action }), ApiBearerAuth());

/** The route is open to everybody. */
export const Public = (): MethodDecorator => declareRoute({ access: 'public' });

/** The route is open to everybody, and tells some more: a token is looked at where one is sent. */
export const PublicOrKnown = (): MethodDecorator =>
  applyDecorators(declareRoute({ access: 'public', readsToken: true }), ApiSecurity({}), ApiBearerAuth());

/** Who used the route, and when, is for no log and no metric. */
export const Discreet = (): MethodDecorator => declareRoute({ discreet: true });

const declared = new WeakMap<object, RouteDeclaration>();

/** RouteConfig replaces what was declared before it; several decorators of one route add up here. */
export function declareRoute(part: RouteDeclaration): MethodDecorator {
  return (target, property, descriptor) => {
    const method = descriptor.value as object;
    const whole = { ...declared.get(method), ...part };
    declared.set(method, whole);
    RouteConfig(whole)(target, property, descriptor);
  };
}
