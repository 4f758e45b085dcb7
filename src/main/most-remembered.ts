/**
 * Characters of source text whose indexes a thread keeps between verifications. An index takes 6 to 50 bytes for each,
 * as much of the text as sentences were compared with: 200 MB at most.
 */
export const MOST_REMEMBERED = 4_000_000;
