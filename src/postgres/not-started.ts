/** Why the embedded PostgreSQL does not run, as one sentence that says what to do. */
export class PostgresNotStarted extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'PostgresNotStarted';
  }
}
