// The published schemas that developers and CI have beside the project. Tests that need them are skipped by name without.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import Ajv2020 from 'ajv/dist/2020';
import { isRfc3339 } from '../../src/http/formats';

const folder = resolve(__dirname, '../../../shared/standards');

/** `describe` where ../shared/standards is there, else `describe.skip`. */
export const describeWithStandards = existsSync(folder) ? describe : describe.skip;

const read = (name: string): object => JSON.parse(readFileSync(join(folder, name), 'utf8')) as object;
const formats = { uri: (text: string) => /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i.test(text), 'date-time': isRfc3339 };

export function ninjsSchema(): ValidateFunction {
  const ajv = new Ajv2020({ strict: false, allErrors: true, formats });
  // Places of ours have no geometry, and the schema of GeoJSON is not among the standards at hand.
  ajv.addSchema({}, 'https://geojson.org/schema/GeoJSON.json');
  return ajv.compile(read('ninjs-schema_3.1.json'));
}

export const cslSchema = (): ValidateFunction =>
  new Ajv({ strict: false, allErrors: true }).compile(read('csl-data.json'));

/** What is wrong, [] where nothing is. */
export function faults(validate: ValidateFunction, value: unknown): string[] {
  return validate(value)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
