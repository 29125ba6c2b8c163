// Who comes in, decided before anything of the body is read, in the contract's order of refusals: 401, 403 by role, 400,
// 404. (404 for a newsroom that the token does not name stands with the roles: without it there are none to check.)
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Rejection } from '../errors';
import { mayByRole, type Action } from '../identity/access';
import type { Actor } from '../identity/actor';
import { actorIn } from '../identity/claims';
import type { RouteDeclaration } from '../identity/route-access';
import type { Tokens } from '../identity/tokens';
import { checkMediaType } from './media-type';
import { readIdempotencyKey } from './passage';
import type { RateLimit } from './rate-limit';

const reading = ['GET', 'HEAD', 'OPTIONS'];

export class Admission {
  constructor(
    private readonly tokens: Tokens,
    private readonly limit: RateLimit,
  ) {}

  /**
   * Throws, or rejects with, what the request is refused with; otherwise `request.passage` says who came in. Public routes
   * are answered from memory: for them there is no promise to wait for.
   */
  admit(request: FastifyRequest, reply: FastifyReply, route: Route): Promise<void> | undefined {
    const { newsroom } = request.params as { readonly newsroom?: string };
    if (route.declared.access !== 'public') {
      return this.identify(request, route, newsroom).then((actor) => letIn({ request, reply, newsroom, actor }, route));
    }
    if (route.declared.readsToken && newsroom !== undefined && request.headers.authorization !== undefined) {
      return this.recognise(request, newsroom).then((actor) => letIn({ request, reply, newsroom, actor }, route));
    }
    // Outside /v1 are health and metrics: whoever watches the server must not be shut out when it is busy.
    if (newsroom !== undefined) this.limit.take(`address ${request.ip}`);
    letIn({ request, reply, newsroom }, route);
    return undefined;
  }

  private async identify(request: FastifyRequest, { declared }: Route, newsroom?: string): Promise<Actor> {
    const { access } = declared;
    if (access === undefined || access === 'public')
      throw new Rejection('forbidden', 'This address is open to nobody.');
    const actor = await this.recognise(request, newsroom);
    if (!actor) throw new Rejection('not-found');
    return admitted(actor, access);
  }

  /** Who the token says it is; undefined where it does not name the newsroom. */
  private async recognise(request: FastifyRequest, newsroom?: string): Promise<Actor | undefined> {
    const claims = await this.tokens.claimsOf(request.headers.authorization).catch((error: unknown) => {
      this.limit.take(`address ${request.ip}`);
      throw error;
    });
    this.limit.take(`actor ${claims.sub}`);
    return newsroom === undefined ? undefined : actorIn(claims, newsroom);
  }
}

interface Entrant {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly newsroom?: string;
  readonly actor?: Actor;
}

function letIn({ request, reply, newsroom, actor }: Entrant, route: Route): void {
  const changes = !reading.includes(request.method);
  if (request.url.includes('%00')) throw new Rejection('not-found');
  const idempotencyKey = changes ? readIdempotencyKey(request.headers['idempotency-key']) : undefined;
  if (changes) checkMediaType(request.headers, route.declared.takes);
  // What only some may read is for no cache that others use; controllers of public routes set their own.
  if (actor) reply.header('cache-control', 'private, no-cache');
  const { discreet } = route.declared;
  request.passage = { route: route.pattern, discreet, newsroom, actor, idempotencyKey };
}

export interface Route {
  readonly pattern: string;
  readonly declared: RouteDeclaration;
}

function admitted(actor: Actor, action: Action): Actor {
  if (mayByRole(actor, action)) return actor;
  throw new Rejection('forbidden', 'None of your roles in this newsroom may do this.');
}
