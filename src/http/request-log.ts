// What is said of each request when it was answered: a line of the log, and its time to the metrics.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { timerOf } from './metrics';
import type { Passage } from './passage';

/** As which a discreet request is reported. */
const unnamed: Passage = { route: 'discreet' };

/** Of requests that ended alike: found and written once, since that costs more than all that differs between them. */
interface Alike {
  readonly log: Logger;
  readonly timer: ReturnType<typeof timerOf>;
}

export function logRequests(instance: FastifyInstance, log: Logger): void {
  const requests = new RequestLog(log);
  instance.addHook('onResponse', (request, reply, done) => {
    requests.report(request, reply);
    done();
  });
}

class RequestLog {
  private readonly known = new Map<string, Alike>();

  constructor(private readonly log: Logger) {}

  /** One line a request: the route's pattern, since addresses and queries hold what people look for. */
  report(request: FastifyRequest, reply: FastifyReply): void {
    const { route = 'none', newsroom, actor } = request.passage.discreet ? unnamed : request.passage;
    const { log, timer } = this.alike(request.method, route, reply.statusCode);
    const ms = reply.elapsedTime;
    // How long somebody listened is no answer time.
    if (reply.getHeader('content-type') !== 'text/event-stream') timer.observe(ms / 1000);
    log.info({ requestId: request.id, ms: Math.round(ms * 10) / 10, newsroom, actor: actor?.sub }, 'request');
  }

  private alike(method: string, route: string, status: number): Alike {
    const key = `${status} ${method} ${route}`;
    const known = this.known.get(key);
    if (known) return known;
    const alike = { log: this.log.child({ method, route, status }), timer: timerOf(method, route, status) };
    this.known.set(key, alike);
    return alike;
  }
}
