// The OpenAPI document, made from the controllers themselves, and the page that shows it, without any other server.
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { errors } from '../errors';
import { addExample } from './openapi-examples';
import { headersOf } from './openapi-headers';

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;
type Parameter = NonNullable<Operation['parameters']>[number];

const problem = {
  description: 'Refused: RFC 9457 problem details.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const problemSchema = {
  type: 'object',
  description: 'RFC 9457. Codes have members of their own besides, which docs/errors.md lists.',
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
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer('/', 'This server')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(app, config, { operationIdFactory: operationId });
  for (const [path, item] of Object.entries(document.paths)) {
    item.parameters = pathParameters(path, item);
    for (const [method, operation] of operationsOf(item)) complete(path, method, operation);
  }
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: problemSchema },
  };
  return document;
}

/** What every operation of its kind has. */
function complete(path: string, method: string, operation: Operation): void {
  operation.responses['4XX'] ??= problem;
  operation.responses['default'] ??= problem;
  operation.security ??= []; // open to everybody
  const headers = headersOf(path, method);
  const others = (operation.parameters ?? []).filter(
    (one) => !headers.some(({ name }) => 'name' in one && one.name.toLowerCase() === name.toLowerCase()),
  );
  operation.parameters = [...others.map(withoutDefault), ...headers];
  takeTextAsText(operation);
  addExample(operation);
}

/** A body that is a text is none of the members that JSON has. */
function takeTextAsText({ requestBody }: Operation): void {
  const content = requestBody && 'content' in requestBody ? requestBody.content : {};
  for (const [mediaType, taken] of Object.entries(content))
    if (mediaType.startsWith('text/')) taken.schema = { type: 'string' };
}

/** What has a default need not be sent, whatever the class that it is read into says. */
function withoutDefault(parameter: Parameter): Parameter {
  const hasDefault = 'schema' in parameter && parameter.schema && 'default' in parameter.schema;
  return hasDefault ? { ...parameter, required: false } : parameter;
}

/** E.g. `articles-draft`: room of the route and what it does there; safe in addresses, and unique. */
function operationId(controller: string, method: string): string {
  const words = `${controller.replace(/Controller$/, '')}-${method}`;
  return words.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
}

/** What stands in the path and no controller asks for, above all the newsroom. */
function pathParameters(path: string, item: PathItem): PathItem['parameters'] {
  const declared = operationsOf(item).flatMap(([, { parameters = [] }]) =>
    parameters.map((one) => ('name' in one ? one.name : '')),
  );
  const names = [...path.matchAll(/\{(\w+)\}/g)]
    .map(([, name = '']) => name)
    .filter((name) => !declared.includes(name));
  return names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
}

function operationsOf(item: PathItem): (readonly [string, Operation])[] {
  const methods = ['get', 'put', 'post', 'patch', 'delete'] as const;
  return methods.flatMap((method) => (item[method] ? [[method, item[method]] as const] : []));
}

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
