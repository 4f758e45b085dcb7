/**
 * Characters of source text whose indexes a thread keeps between verifications. An index takes 6 to 50 bytes for each,
 * as much of the text as sentences were compared with, and an answer up to a kilobyte, which counts as 20: 200 MB.
 */
export const MOST_REMEMBERED = 4_000_000;
