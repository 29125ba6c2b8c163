// `npm run verify`: an article's evidence by the offline verifier as it lies there; with --database a whole newsroom, by the
// service's own reading of its database.
const whole = process.argv.includes('--database');
if (whole) {
  const words = process.argv.slice(2).filter((word) => word !== '--database');
  process.argv.splice(2, process.argv.length - 2, 'launch/verify-database', ...words);
}
await import(whole ? './run.mjs' : '../ledger/verify.mjs');
