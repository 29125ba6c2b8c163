// The OpenAPI document, made from the controllers themselves, and the page that shows it, without any other server.
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { errors } from '../errors';

type PathItem = OpenAPIObject['paths'][string];

const problem = {
  description: 'Refused: RFC 9457 problem details.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
  properties: {
    type: { type: 'string', format: 'uri', description: 'Stable; ends in the code.' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string', enum: Object.keys(errors) },
    requestId: { type: 'string', format: 'uuid' },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { path: { type: 'string' }, message: { type: 'string' } } },
    },
  },
};

/** OpenAPI 3.1; every operation may answer a problem. */
export function openApiDocument(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Stet')
    .setDescription('A newsroom editing backend: every edit stands.')
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(app, config);
  for (const [path, item] of Object.entries(document.paths)) {
    item.parameters = pathParameters(path, item);
    for (const operation of operationsOf(item)) operation.responses['default'] ??= problem;
  }
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: problemSchema },
  };
  return document;
}

/** What stands in the path and no controller asks for, above all the newsroom. */
function pathParameters(path: string, item: PathItem): PathItem['parameters'] {
  const declared = operationsOf(item).flatMap(({ parameters = [] }) =>
    parameters.map((one) => ('name' in one ? one.name : '')),
  );
  const names = [...path.matchAll(/\{(\w+)\}/g)]
    .map(([, name = '']) => name)
    .filter((name) => !declared.includes(name));
  return names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
}

const operationsOf = ({ get, put, post, patch, delete: remove }: PathItem) =>
  [get, put, post, patch, remove].filter((operation) => operation !== undefined);

/** `/openapi.json` and `/docs`, open to everybody. */
export function serveOpenApi(app: NestFastifyApplication): void {
  const instance = app.getHttpAdapter().getInstance();
  // Swagger registers its routes itself, without a declaration of who may use them.
  instance.addHook('onRoute', (route) => {
    if (/^\/(docs(\/.*)?|openapi\.json)$/.test(route.url))
      route.config = { ...route.config, access: 'public', policy: pagePolicy };
  });
  let document: OpenAPIObject | undefined;
  SwaggerModule.setup('docs', app, () => (document ??= openApiDocument(app)), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
  });
}

const pagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
  "frame-ancestors 'none'";
