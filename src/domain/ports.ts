/** The two smallest of the four ports: time and identity come from outside, so that rules and tests choose them. */

/** The present moment. */
export type Clock = () => Date;

/** A new random identifier (UUID). */
export type NewId = () => string;

/** The present as it is stored: ISO 8601, UTC, milliseconds. */
export function nowIso(clock: Clock): string {
  return clock().toISOString();
}
