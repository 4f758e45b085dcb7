/** Dates and instants on a page: short to read, whole on hover and for machines. */
import { formatDay, formatMinute } from '../dates.ts';

/** A day, `26 Jun 2025`, from a legal date or an instant; `not known` when there is none. */
export function Day({ at }: { at: string | null }) {
  if (at === null) return <NotKnown />;
  return (
    <time dateTime={at} title={at}>
      {formatDay(at)}
    </time>
  );
}

/** A minute, `20 Nov 2026 13:10 UTC`, from an instant in UTC. */
export function Minute({ at }: { at: string }) {
  return (
    <time dateTime={at} title={at}>
      {formatMinute(at)} UTC
    </time>
  );
}

/** What is shown where a fact is missing: words, never a blank. */
export function NotKnown() {
  return <span class="not-known">not known</span>;
}
