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
  private readonly known: KnownRoute[] = [];
  private readonly shapes = new Map<string, RegExp>();

  /** Notes every route that is registered on the instance from now on. */
  static of(instance: FastifyInstance): RouteTable {
    const table = new RouteTable();
    instance.decorate('routeTable', table);
    instance.addHook('onRoute', (route) => table.note(route));
    return table;
  }

  get routes(): readonly KnownRoute[] {
    return this.known;
  }

  /** The methods that an address takes, in the order of their registration; none: there is no such address. */
  methodsAt(path: string): readonly string[] {
    const matching = this.known.filter(({ pattern }) => this.shapes.get(pattern)?.test(path));
    return [...new Set(matching.map(({ method }) => method))];
  }

  private note(route: RouteOptions): void {
    const { access, takes } = route.config ?? {};
    for (const method of [route.method].flat()) this.known.push({ method, pattern: route.url, access, takes });
    this.shapes.set(route.url, shapeOf(route.url));
  }
}

function shapeOf(pattern: string): RegExp {
  const literal = pattern.replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${literal.replace(/:\w+/g, '[^/]+').replace(/\*/g, '.*')}$`);
}
