// The way out: every answer of a newsroom in which something is withheld passes the redaction here, whatever route made it.
// An answer that is a stream is redacted by whoever writes it.
import { createHash } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isNotModified, type Conditions } from '../http/etag';
import { serverOf } from '../http/server-of';
import { Rejection } from '../errors';
import { marks } from './quoted-letters';
import { redactedText } from './redacted-text';
import { StoryAddresses } from './story-addresses';
import { audienceOf, type Audience } from './withholding';
import { Withholdings } from './withholdings';

/** Conditions are asked of what is sent, which the handler does not know: an older copy may hold what is withheld now. */
const conditions = new WeakMap<FastifyRequest, Conditions>();

interface Place {
  readonly newsroom: string;
  readonly audience: Audience;
}

@Injectable()
export class WithheldAnswers implements OnModuleInit {
  /** What readers are served comes from memory, the same bytes again and again. */
  private readonly made = new WeakMap<Buffer, { readonly key: string; readonly text: string | Buffer }>();

  constructor(
    private readonly withholdings: Withholdings,
    private readonly addresses: StoryAddresses,
    private readonly host: HttpAdapterHost,
  ) {}

  onModuleInit(): void {
    const instance = serverOf(this.host);
    // Before a story in memory is answered, which is where its reader comes in.
    instance?.addHook('onRequest', (request, _, done) => {
      if (this.placeOf(request)) takeConditions(request);
      done();
    });
    instance?.addHook('preHandler', (request, _, done) => {
      if (this.placeOf(request)) refuseMarked(request);
      done();
    });
    instance?.addHook('onSend', (request, reply, payload, done) => {
      const { newsroom, actor } = request.passage;
      const audience = audienceOf(actor);
      if (newsroom === undefined || audience === 'trusted') return void done(null, payload);
      // Readers are answered from memory; who comes with a token is told what the log has now.
      const looks = actor !== undefined && request.method === 'GET';
      if (!looks && !this.placeOf(request)) return void done(null, payload);
      if (!isText(reply)) return void done(null, isWhole(payload) ? conditional(request, reply, payload) : payload);
      const fresh = looks ? this.withholdings.current(newsroom) : Promise.resolve();
      fresh.then(() => this.redact(request, reply, payload)).then((redacted) => done(null, redacted), done);
    });
  }

  /** Undefined where nothing is withheld from whoever asks, as far as is known here. */
  private placeOf({ passage: { newsroom, actor } }: FastifyRequest): Place | undefined {
    if (newsroom === undefined) return undefined;
    const audience = audienceOf(actor);
    return this.withholdings.redaction(newsroom, audience).isNone ? undefined : { newsroom, audience };
  }

  private async redact(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
    const place = this.placeOf(request);
    if (!place || !isWhole(payload)) return payload;
    const article = await this.articleOf(request, place);
    const redacted = this.redacted(payload, place, { article, mediaType: mediaTypeOf(reply) });
    if (redacted !== payload) tagAnew(reply, redacted);
    return conditional(request, reply, redacted);
  }

  private redacted(
    payload: string | Buffer,
    place: Place,
    about: { article?: string; mediaType: string },
  ): string | Buffer {
    const { newsroom, audience } = place;
    const key = [newsroom, audience, about.article, this.withholdings.edition(newsroom)].join(' ');
    const known = Buffer.isBuffer(payload) ? this.made.get(payload) : undefined;
    if (known?.key === key) return known.text;
    const redactionOf = (article: string | undefined) => this.withholdings.redaction(newsroom, audience, article);
    const written = payload.toString('utf8');
    const redacted = redactedText(written, { ...about, redactionOf });
    const text = redacted === written ? payload : Buffer.from(redacted);
    if (Buffer.isBuffer(payload)) this.made.set(payload, { key, text });
    return text;
  }

  private async articleOf({ params, passage: { route = '' } }: FastifyRequest, { newsroom }: Place) {
    const { id, slug } = params as { readonly id?: string; readonly slug?: string };
    if (slug !== undefined) return this.addresses.articleAt(newsroom, slug);
    return route.includes('/articles/:id') ? id : undefined;
  }
}

/** Who was shown the mark in the place of words would overwrite the words with it. */
function refuseMarked({ rawBody, passage }: FastifyRequest): void {
  if (passage.actor === undefined || !rawBody?.includes(marks.withheld)) return;
  throw new Rejection('forbidden', 'Words of this text are withheld from you: leave that member as it is.');
}

function takeConditions(request: FastifyRequest): void {
  const { 'if-none-match': noneMatch } = request.headers;
  if (noneMatch !== undefined) conditions.set(request, { 'if-none-match': noneMatch });
  delete request.headers['if-none-match'];
  delete request.headers['if-modified-since'];
}

/** Strong, and never that of the answer that it was made of; of an article it goes on naming the revision. */
function tagAnew(reply: FastifyReply, redacted: string | Buffer): void {
  const etag = reply.getHeader('etag');
  const hash = createHash('sha256').update(redacted).digest('hex');
  const opaque = typeof etag === 'string' ? /^"(\d+(?:-\w+)?)"$/.exec(etag)?.[1] : undefined;
  if (etag !== undefined)
    void reply.header('etag', opaque === undefined ? `"${hash}"` : `"${opaque}-r${hash.slice(0, 8)}"`);
  void reply.removeHeader('content-length');
}

function conditional(request: FastifyRequest, reply: FastifyReply, payload: string | Buffer): string | Buffer {
  const asked = conditions.get(request);
  const etag = reply.getHeader('etag');
  if (!asked || typeof etag !== 'string' || reply.statusCode !== 200 || !isNotModified(asked, { etag })) return payload;
  void reply.code(304).removeHeader('content-type').removeHeader('content-length');
  return '';
}

/** Whoever sends a stream sees to all of this itself. */
const isWhole = (payload: unknown): payload is string | Buffer =>
  typeof payload === 'string' || Buffer.isBuffer(payload);

const mediaTypeOf = (reply: FastifyReply): string => String(reply.getHeader('content-type') ?? '').split(';')[0] ?? '';

const isText = (reply: FastifyReply): boolean => /^text\/|json|xml/.test(mediaTypeOf(reply));
