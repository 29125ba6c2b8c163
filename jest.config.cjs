// One runner for all three kinds: .spec (pure), .int-spec (real PostgreSQL), .e2e-spec (HTTP against the real server).
const lock = require('./package-lock.json');

const isModule = ([path]) => {
  if (!path.startsWith('node_modules/')) return false;
  try {
    return require(`./${path}/package.json`).type === 'module';
  } catch {
    return false;
  }
};
// Jest runs CommonJS here, and Nest 12 ships ES modules only: whatever says so in its package.json is transformed too.
const modules = Object.entries(lock.packages)
  .filter(isModule)
  .map(([path]) => path.replace(/^node_modules\//, ''));

module.exports = {
  rootDir: '.',
  roots: ['<rootDir>/test'],
  testRegex: '\\.(spec|int-spec|e2e-spec)\\.ts$',
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json'],
  transform: {
    '\\.[cm]?[tj]s$': [
      '@swc/jest',
      {
        swcrc: false,
        module: { type: 'commonjs' },
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
      },
    ],
  },
  transformIgnorePatterns: [
    `/node_modules/(?!(?:${modules.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})/)`,
    '<rootDir>/dist/',
  ],
  globalSetup: '<rootDir>/test/setup/cluster-start.ts',
  globalTeardown: '<rootDir>/test/setup/cluster-stop.ts',
  testTimeout: 30000,
  // In the context of a test each look-up of a global is dear: these are handed to every module.
  sandboxInjectedGlobals: ['Array', 'Error', 'JSON', 'Map', 'Math', 'Number', 'Object', 'Promise', 'Reflect', 'RegExp', 'Set', 'String', 'Symbol', 'WeakMap'], // prettier-ignore
  maxWorkers: 2,
  coverageProvider: 'v8',
};
