// fast-check as all suites use it: the same cases each time, so that what fails fails again and what passed here passes
// elsewhere; others with STET_TEST_SEED, a whole number, in the environment.
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env['STET_TEST_SEED'] ?? 1) });

export { fc };
