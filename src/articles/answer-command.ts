// The headers that answer every command on an article.
import type { FastifyReply } from 'fastify';
import type { CommandAnswerDto } from './answer.dto';
import type { CommandAnswer } from './article-view';

/** `ETag` names the revision (RFC 9110 section 8.8.3), `Stet-Position` the newsroom's log position of the last event. */
export function answerCommand(reply: FastifyReply, answer: CommandAnswer): CommandAnswerDto {
  reply.headers({ etag: `"${answer.revision}"`, 'stet-position': String(answer.position) });
  const described: unknown = answer; // the same data, in the classes that the OpenAPI document is made from
  return described as CommandAnswerDto;
}
