// Examples of what operations take, by their ids. A test sends each of them to the server, as the document has it.
import type { OpenAPIObject } from '@nestjs/swagger';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

const source = {
  type: 'webpage',
  title: 'Log of the Sluis lock',
  URL: 'https://locks.example/sluis',
  accessed: { 'date-parts': [[2026, 11, 24]] },
};
const reason = 'The desk decided so';
const note = 'Read beside the log';

export const examples: Readonly<Record<string, unknown>> = {
  'articles-draft': {
    headline: 'The lock is open again',
    body: 'Boats waited 14 months. At noon the lock opened [@log].\n',
    language: 'en',
    tags: ['shipping'],
    citations: [{ key: 'log', source }],
    note: 'From the quay',
  },
  'articles-edit': { standfirst: 'Boats had waited for 14 months.', baseRevision: 1, note: 'A standfirst' },
  'articles-write-body': 'Boats waited 13 months. At noon the lock opened [@log].\n',
  'buffer-write': 'Boats waited 13 months, and then\n',
  'citations-add': { key: 'log-of-noon', source: { ...source, URL: 'https://locks.example/noon' } },
  'citations-change': { locator: 'p. 7', note: 'The page' },
  'citations-confirm': { note },
  'comments-add': { text: 'Was it noon exactly?', quote: 'At noon' },
  'comments-resolve': {},
  'review-assign': { actors: ['noor'], baseRevision: 1 },
  'review-submit': { note: 'Ready', baseRevision: 1 },
  'review-request-changes': { note: 'Who says that it was noon?', baseRevision: 1 },
  'review-approve': { as: 'desk', note, baseRevision: 1 },
  'review-require': { approval: 'legal', reason, baseRevision: 1 },
  'review-spike': { reason, baseRevision: 1 },
  'review-revive': { reason, baseRevision: 1 },
  'review-restore': { revision: 1, reason, baseRevision: 2 },
  'workflow-publish': { slug: 'the-lock-is-open', note, baseRevision: 1 },
  'workflow-schedule': { at: '2099-03-28T06:00', timeZone: 'Europe/Amsterdam', baseRevision: 1 },
  'workflow-unschedule': { reason, baseRevision: 1 },
  'workflow-retract': { notice: 'This story was wrong.', reason, baseRevision: 1 },
  'workflow-unpublish': { reason, legal: false, baseRevision: 1 },
  'confidential-approve': { reason: 'I met the source too' },
  'confidential-reveal': { reason: 'Counsel asks' },
  'withhold-withhold': { quote: 'Boats waited 14 months', from: 'public', reason },
  'withhold-release': { quote: 'Boats waited 14 months', from: 'public', reason },
  'erasures-ask': {
    article: '01934567-89ab-7cde-8f01-23456789abcd',
    quote: 'Boats waited 14 months',
    legalBasis: 'GDPR, article 17',
    reason,
  },
  'erasures-hold': { reason: 'A trial' },
  'erasures-lift': { reason: 'It is over' },
  'settings-change': { review: 'optional', timeZone: 'Europe/Amsterdam', note: 'We moved' },
  'replays-start': { projection: 'revision-history' },
  'webhooks-create': { url: 'https://hooks.example.org/stet', types: ['article-published'], description: 'The site' },
  'webhooks-change': { description: 'The new site' },
  'webhook-verbs-rotate': { overlap: 3600 },
  'webhook-verbs-park': { reason: 'The site is being moved' },
  'webhook-verbs-resume': {},
  'webhook-verbs-replay': { after: 0 },
  'webhook-verbs-test': {},
};

/** Puts the operation's example beside its schema, in the first media type that it takes. */
export function addExample({ operationId = '', requestBody }: Operation): void {
  const content = requestBody && 'content' in requestBody ? Object.values(requestBody.content)[0] : undefined;
  if (content && operationId in examples) content.example = examples[operationId];
}
