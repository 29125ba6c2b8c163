// Every route that was registered, with what it declares: for 405 and OPTIONS, and for the test that each declares access.
import type { FastifyInstance, RouteOptions } from 'fastify';
import type { RouteDeclaration } from '../identity/route-access';

export interface KnownRoute extends RouteDeclaration {
  readonly method: string;
  /** As registered, e.g. `/v1/:newsroom/articles/:id`. */
  readonly pattern: string;
}

declare module 'fastify' {
  interface FastifyInstance {
    routeTable: RouteTable;
  }
}

export class RouteTable {
  private readonly registered: RouteOptions[] = [];
  private readonly shapes = new Map<string, RegExp>();

  /** Notes every route that is registered on the instance from now on. */
  static of(instance: FastifyInstance): RouteTable {
    const table = new RouteTable();
    instance.decorate('routeTable', table);
    instance.addHook('onRoute', (route) => table.note(route));
    return table;
  }

  /** Read only when asked: another hook may add to a route's declaration after it was noted. */
  get routes(): readonly KnownRoute[] {
    return this.registered.flatMap(({ method, url, config: { access, takes } = {} }) =>
      [method].flat().map((one) => ({ method: one, pattern: url, access, takes })),
    );
  }

  /** The methods that an address takes, in the order of their registration; none: there is no such address. */
  methodsAt(path: string): readonly string[] {
    const matching = this.routes.filter(({ pattern }) => this.shapes.get(pattern)?.test(path));
    return [...new Set(matching.map(({ method }) => method))];
  }

  private note(route: RouteOptions): void {
    this.registered.push(route);
    this.shapes.set(route.url, shapeOf(route.url));
  }
}

function shapeOf(pattern: string): RegExp {
  const literal = pattern.replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${literal.replace(/:\w+/g, '[^/]+').replace(/\*/g, '.*')}$`);
}
