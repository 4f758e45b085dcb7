/** The end of a list that is not shown whole, because nobody reads so far and a page must stay small. */
import { counted } from '../amounts.ts';

/** Entries of lists that a page shows at most. */
export const MOST_LISTED = 300;

/** Says how many are left out and where they are; nothing when none are. */
export function AndMore(props: { total: number; one: string; many?: string }) {
  const left = props.total - MOST_LISTED;
  if (left <= 0) return null;
  return (
    <p class="where">
      and {counted(left, `more ${props.one}`, `more ${props.many ?? `${props.one}s`}`)}, in the JSON export
    </p>
  );
}
