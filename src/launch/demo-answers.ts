// What the demo reads of the server's answers, as the OpenAPI document has them.
import type { Schema } from '../client/stet-client';

/** Of a command on an article. */
export type Answer = Schema<'CommandAnswerDto'>;
export type Finding = Schema<'FindingDto'>;
export type Copy = Schema<'ArticleDto'>;
