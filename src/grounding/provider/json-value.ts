/**
 * Reading JSON whose shape somebody else decides. Nothing here throws: what is missing or of another type reads as
 * null or as an empty list, because a provider's answer must stay readable when one field of it is odd.
 */

/** A JSON object with members of unknown type. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** The value as an object; null for anything else, lists included. */
export function asRecord(value: unknown): JsonRecord | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonRecord) : null;
}

/** The value as a list; empty for anything else. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The objects of a list; other entries are left out, so never use it where positions matter. */
export function asRecords(value: unknown): JsonRecord[] {
  return asList(value)
    .map(asRecord)
    .filter((entry) => entry !== null);
}

/** The value as non-empty text; null for anything else. */
export function asText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A whole number, also when JSON carries it as a string (as protocol buffers do for 64 bits); otherwise null. */
export function asInteger(value: unknown): number | null {
  const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : null;
}

/** The member of that camel-case name, or of the same name in snake case; undefined when neither is there. */
export function member(record: JsonRecord, camelName: string): unknown {
  if (Object.hasOwn(record, camelName)) return record[camelName];
  const snakeName = camelName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return Object.hasOwn(record, snakeName) ? record[snakeName] : undefined;
}

/** True when the object has the member in either spelling, whatever its value. */
export function hasMember(record: JsonRecord, camelName: string): boolean {
  return member(record, camelName) !== undefined;
}

/** Follows members in either spelling; null as soon as one is missing or no object. */
export function recordAt(record: JsonRecord, ...camelNames: string[]): JsonRecord | null {
  let current: JsonRecord | null = record;
  for (const name of camelNames) {
    current = current === null ? null : asRecord(member(current, name));
  }
  return current;
}
