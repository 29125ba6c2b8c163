// node .ci/licences.mjs bill.json: checks the licence of every dependency that a CycloneDX bill of materials lists, as
// `npm sbom --sbom-format cyclonedx` writes it. What is not allowed is named, and the exit code is 1.
import { readFileSync } from 'node:fs';

/** What runs with the service. SPDX identifiers; all let it be used and passed on under the project's own licence. */
const allowed = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'PostgreSQL',
  'PSF-2.0',
  'Python-2.0',
  'Unlicense',
  'Zlib',
];
/** What only builds and tests it, and is not passed on. */
const allowedInDevelopment = [...allowed, 'CC-BY-4.0', 'MPL-2.0'];

const bill = JSON.parse(readFileSync(process.argv[2] ?? 0, 'utf8'));
const { components = [] } = bill;
const refused = components.filter((component) => !isAllowed(component));
for (const { name, version, licenses } of refused)
  console.error(`${name}@${version} has the licence ${licencesOf({ licenses }).join(', ') || 'of nobody knows what'}.`);
console.log(`${components.length} dependencies, ${refused.length} with a licence that is not allowed.`);
process.exitCode = components.length === 0 || refused.length > 0 ? 1 : 0;

function isAllowed(component) {
  const development = component.properties?.some(
    ({ name, value }) => name === 'cdx:npm:package:development' && value === 'true',
  );
  const list = development ? allowedInDevelopment : allowed;
  const licences = licencesOf(component);
  return licences.length > 0 && licences.every((expression) => meets(expression, list));
}

function licencesOf({ licenses = [] }) {
  return licenses.map(({ license, expression }) => expression ?? license?.id ?? license?.name ?? '');
}

/** `(MIT OR X) AND Y`, without deeper brackets: of those joined by OR one has to be allowed, of those by AND all. */
function meets(expression, list) {
  const parts = expression.split(/\s+AND\s+(?![^(]*\))/);
  return parts.every((part) =>
    part
      .replace(/^\(|\)$/g, '')
      .split(/\s+OR\s+/)
      .some((one) => one.split(/\s+AND\s+/).every((name) => list.includes(name))),
  );
}
