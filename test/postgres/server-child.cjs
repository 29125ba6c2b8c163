// Starts PostgreSQL on the folder given, as a process that a test may kill, and prints its address or why it did not start.
const { readFileSync } = require('node:fs');
const { transformSync } = require('@swc/core');

require.extensions['.ts'] = (module, filename) => {
  const jsc = { target: 'es2022', parser: { syntax: 'typescript' } };
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    filename,
    swcrc: false,
    module: { type: 'commonjs' },
    jsc,
  });
  module._compile(code, filename);
};
const { startPostgres } = require('../../src/postgres/start-postgres.ts');

const say = (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`);
process.stdin.resume().on('end', () => process.exit());
startPostgres({ folder: process.argv[2] }).then(
  ({ url, pid }) => say({ url, pid }),
  (error) => say({ refused: error.message }),
);
