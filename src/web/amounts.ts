/** Counts, sizes and lengths in words. Digits are grouped by comma here, so that output does not depend on the host's locale. */

/** `1 sentence`, `1,200 sentences`. */
export function counted(n: number, singular: string, plural = `${singular}s`): string {
  return `${grouped(n)} ${n === 1 ? singular : plural}`;
}

/** Digits in groups of three: `12,500`. */
export function grouped(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Bytes as a reader sees them: `812 bytes`, `21.5 kB`, `3.2 MB` (powers of 1,000). */
export function formatSize(bytes: number): string {
  if (bytes < 1000) return counted(bytes, 'byte');
  const [unit, size] = bytes < 1_000_000 ? ['kB', 1000] : ['MB', 1_000_000];
  return `${(bytes / size).toFixed(1)} ${unit}`;
}

/** A share of one as per cent without decimals: `0.42` → `42 %`. */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** The text, or its beginning with an ellipsis when it has more than `limit` UTF-16 units; never half a character. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text
    .slice(0, limit - 1)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd()}…`;
}
