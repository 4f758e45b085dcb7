/** A stretch of a text inside the program. Stored offsets are code points; these are not (see `offsets.ts`). */

/** UTF-16 code units, end exclusive. */
export type Span = { readonly start: number; readonly end: number };
