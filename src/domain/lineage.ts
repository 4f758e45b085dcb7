/** Why a version came to be: what it was made from, and each review, source, run or edit behind the change. */

/** One cause. `note` is in the words of whoever made the version. */
export type VersionCause =
  | { readonly kind: 'review'; readonly review: string; readonly note: string | null }
  | { readonly kind: 'source'; readonly source: number; readonly note: string | null }
  | { readonly kind: 'edit'; readonly note: string | null }
  /** `run` null: of another installation, told of by an export. */
  | { readonly kind: 'run'; readonly run: number | null; readonly note: string | null };

/** `basedOn` is the id of a version, null for a page made from nothing or imported. */
export type Lineage = {
  readonly basedOn: string | null;
  /** What the author says of the change as a whole. */
  readonly note: string | null;
  readonly causes: readonly VersionCause[];
};
