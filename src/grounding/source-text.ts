/** A stored source as the verifier sees it; see the domain. */
export type { SourceText } from '#domain/source.ts';
