/**
 * One byte sequence for one JSON value, so that a hash means the same content everywhere: keys sorted by UTF-16
 * code unit, no white space, numbers as ECMAScript prints them (the rules of RFC 8785, JSON Canonicalization Scheme).
 */
import { createHash } from 'node:crypto';

/** Canonical text of a JSON value. Members that are `undefined` are left out, as JSON.stringify does. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}

/** Lower-case hex SHA-256 of UTF-8 text or of bytes. */
export function sha256Hex(input: string | Uint8Array): string {
  return createHash('sha256').update(input).digest('hex');
}

/** Identity of a JSON value: SHA-256 of its canonical text. */
export function contentHash(value: unknown): string {
  return sha256Hex(canonicalJson(value));
}
