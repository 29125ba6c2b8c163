// The OpenAPI document against the routes that there are. It is made by the build (a compiler plugin reads the DTOs), so
// the built service is asked.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { createDatabase, type TestDatabase } from './setup/database';
import { startBuiltService, type BuiltService } from './setup/built-service';

let database: TestDatabase;
let folder: string;
let stet: BuiltService;
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a document of a standard's form
let document: any;

beforeAll(async () => {
  database = await createDatabase();
  folder = mkdtempSync(join(tmpdir(), 'stet-openapi-'));
  stet = await startBuiltService({ STET_DATA: folder, DATABASE_URL: database.url });
  document = await (await fetch(`${stet.url}/openapi.json`)).json();
}, 120_000);
afterAll(async () => {
  await stet.end();
  await database.drop();
  rmSync(folder, { recursive: true });
});

describe('the OpenAPI document', () => {
  it('is OpenAPI 3.1 and names every route of the contract built so far', () => {
    expect(document.openapi).toMatch(/^3\.1/);
    expect(Object.keys(document.paths).sort()).toEqual([
      '/v1/{newsroom}/articles',
      '/v1/{newsroom}/articles/{id}',
      '/v1/{newsroom}/articles/{id}/approve',
      '/v1/{newsroom}/articles/{id}/assign',
      '/v1/{newsroom}/articles/{id}/blame',
      '/v1/{newsroom}/articles/{id}/body',
      '/v1/{newsroom}/articles/{id}/buffer',
      '/v1/{newsroom}/articles/{id}/checks',
      '/v1/{newsroom}/articles/{id}/citations',
      '/v1/{newsroom}/articles/{id}/citations/{key}',
      '/v1/{newsroom}/articles/{id}/citations/{key}/approve',
      '/v1/{newsroom}/articles/{id}/citations/{key}/confirm',
      '/v1/{newsroom}/articles/{id}/citations/{key}/reveal',
      '/v1/{newsroom}/articles/{id}/comments',
      '/v1/{newsroom}/articles/{id}/comments/{n}',
      '/v1/{newsroom}/articles/{id}/comments/{n}/resolve',
      '/v1/{newsroom}/articles/{id}/diff',
      '/v1/{newsroom}/articles/{id}/evidence',
      '/v1/{newsroom}/articles/{id}/legal-hold',
      '/v1/{newsroom}/articles/{id}/publish',
      '/v1/{newsroom}/articles/{id}/release',
      '/v1/{newsroom}/articles/{id}/request-changes',
      '/v1/{newsroom}/articles/{id}/require',
      '/v1/{newsroom}/articles/{id}/restore',
      '/v1/{newsroom}/articles/{id}/retract',
      '/v1/{newsroom}/articles/{id}/revisions',
      '/v1/{newsroom}/articles/{id}/revisions/{revision}',
      '/v1/{newsroom}/articles/{id}/revive',
      '/v1/{newsroom}/articles/{id}/schedule',
      '/v1/{newsroom}/articles/{id}/spike',
      '/v1/{newsroom}/articles/{id}/submit',
      '/v1/{newsroom}/articles/{id}/unpublish',
      '/v1/{newsroom}/articles/{id}/unschedule',
      '/v1/{newsroom}/articles/{id}/withhold',
      '/v1/{newsroom}/corrections',
      '/v1/{newsroom}/corrections.atom',
      '/v1/{newsroom}/erasures',
      '/v1/{newsroom}/erasures/{id}',
      '/v1/{newsroom}/erasures/{id}/approve',
      '/v1/{newsroom}/events',
      '/v1/{newsroom}/feed.atom',
      '/v1/{newsroom}/feed.json',
      '/v1/{newsroom}/feed.rss',
      '/v1/{newsroom}/ledger/checkpoint',
      '/v1/{newsroom}/ledger/key',
      '/v1/{newsroom}/ledger/keys',
      '/v1/{newsroom}/ledger/proof/consistency',
      '/v1/{newsroom}/ledger/proof/event',
      '/v1/{newsroom}/ledger/proof/inclusion',
      '/v1/{newsroom}/ledger/tile/entries/{path}',
      '/v1/{newsroom}/ledger/tile/{level}/{path}',
      '/v1/{newsroom}/replays',
      '/v1/{newsroom}/replays/{id}',
      '/v1/{newsroom}/settings',
      '/v1/{newsroom}/sources',
      '/v1/{newsroom}/sources/{sourceId}',
      '/v1/{newsroom}/sources/{sourceId}/articles',
      '/v1/{newsroom}/stories',
      '/v1/{newsroom}/stories/{slug}',
      '/v1/{newsroom}/stories/{slug}/sources',
      '/v1/{newsroom}/stories/{slug}/timemap',
      '/v1/{newsroom}/stories/{slug}/versions',
      '/v1/{newsroom}/stories/{slug}/versions/{version}',
      '/v1/{newsroom}/stories/{slug}/versions/{version}/retraction',
      '/v1/{newsroom}/webhooks',
      '/v1/{newsroom}/webhooks/{id}',
      '/v1/{newsroom}/webhooks/{id}/park',
      '/v1/{newsroom}/webhooks/{id}/replay',
      '/v1/{newsroom}/webhooks/{id}/resume',
      '/v1/{newsroom}/webhooks/{id}/rotate-secret',
      '/v1/{newsroom}/webhooks/{id}/test',
    ]);
  });

  it('resolves every reference, and every schema is JSON Schema 2020-12', () => {
    const text = JSON.stringify(document);
    const names = [...text.matchAll(/#\/components\/schemas\/([^"]+)/g)].map(([, name]) => name);
    const missing = names.filter((name) => document.components.schemas[name as string] === undefined);
    expect(missing).toEqual([]);
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    for (const schema of Object.values(document.components.schemas))
      expect(ajv.validateSchema(schema as object)).toBe(true);
  });

  it('says of every operation what it does, what it answers and how it refuses', () => {
    const operations = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item as object)
        .filter(([method]) => method !== 'parameters')
        .map(([method, operation]) => ({ name: `${method} ${path}`, operation })),
    );
    expect(operations.length).toBeGreaterThanOrEqual(Object.keys(document.paths).length);
    const silent = operations.filter(({ operation }) => !operation.summary || !operation.responses.default);
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it('describes the members of a draft', () => {
    const { properties, required } = document.components.schemas.DraftArticleDto;
    expect(required).toEqual(['headline']);
    expect(Object.keys(properties)).toEqual(
      expect.arrayContaining(['headline', 'body', 'citations', 'media', 'embargo', 'meta', 'id']),
    );
  });

  it('takes a body that is a text as a string, and one of JSON as its members', () => {
    const { post } = document.paths['/v1/{newsroom}/articles'];
    expect(post.requestBody.content).toEqual({
      'application/json': { schema: { $ref: '#/components/schemas/DraftArticleDto' }, example: expect.any(Object) },
      'text/plain': { schema: { type: 'string' } },
      'text/markdown': { schema: { type: 'string' } },
    });
    const bodies = document.paths['/v1/{newsroom}/articles/{id}/body'].put.requestBody.content;
    expect(bodies['text/markdown'].schema).toEqual({ type: 'string' });
  });
});
