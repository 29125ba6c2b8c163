// `npm run client`: builds the sources if they changed, and writes src/client/schema.d.ts from their OpenAPI document. With
// `--check <url>` it writes nothing and says by its exit code whether that server's document gives the very same file.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript';
import { build } from './build.mjs';

const root = join(import.meta.dirname, '../..');
const target = join(root, 'src/client/schema.d.ts');
const [option, url] = process.argv.slice(2);

async function ofSources() {
  await build(root);
  return createRequire(import.meta.url)(join(root, 'dist/src/launch/openapi-document.js')).openApiOfSources();
}

const document = option === '--check' ? await (await fetch(`${url}/openapi.json`)).json() : await ofSources();
const schema = `${COMMENT_HEADER}${astToString(await openapiTS(document))}`;
if (option !== '--check') writeFileSync(target, schema);
else if (readFileSync(target, 'utf8') !== schema) {
  console.error('src/client/schema.d.ts is not what the document says: npm run client');
  process.exitCode = 1;
}
