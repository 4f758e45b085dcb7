/**
 * The PostgreSQL advisory locks Regatlas takes, in one place so that no two uses can meet. The two-number form is
 * used: the first number marks the lock as ours, the second says what it guards.
 */

/** First number of every advisory lock of ours (the letters RGLT in ASCII). */
export const LOCK_SPACE = 0x52474c54;

/**
 * Second numbers. `presence`: shared by every process using an embedded server, exclusive for the one that stops it.
 * `server`: held by the one `serve` of a data folder. `migration`: held while the schema changes. `numbers`: held by
 * whoever gives an analysis its number. `evidence`: shared by those who verify, exclusive for who adds a source.
 * `admins`: held while the first administrator is made. `dueReviews`: held while the trail is told which are due. Within
 * a transaction `evidence` comes first, then `numbers`, then rows (analyses of a cell by number, then versions by id),
 * and the trail last, so that no two wait for each other.
 */
export const LOCKS = {
  presence: 1,
  server: 2,
  migration: 3,
  numbers: 4,
  evidence: 5,
  admins: 6,
  dueReviews: 7,
} as const;
