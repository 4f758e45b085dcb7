/** Writes days in sentences of this program as pages write them; what is quoted keeps its own spelling. Pure. */
import { formatDay } from './dates.ts';

const QUOTED_OR_DAY = /(?<mark>[“”])|(?<![\w/.-])\d{4}-\d{2}-\d{2}(?![\w/-])/g;

/** `It has held since 2024-03-01` → `It has held since 1 Mar 2024`; words between “ and ” stay as they are. */
export function writeDays(words: string): string {
  let depth = 0;
  return words.replace(QUOTED_OR_DAY, (found) => {
    if (found === '“') depth += 1;
    if (found === '”') depth = Math.max(0, depth - 1);
    return found.length === 1 || depth > 0 ? found : formatDay(found);
  });
}
