/** Time, tokens and money of runs in words. What is not known is a dash and never a zero. */

/** What stands for something that is not known, or does not apply. */
export const UNKNOWN_FIGURE = '—';

const MICROS = 1_000_000;

/** `0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min`. */
export function describeSeconds(seconds: number | null): string {
  if (seconds === null) return UNKNOWN_FIGURE;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3_600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3_600)} h ${Math.floor((whole % 3_600) / 60)} min`;
}

/** `$0.0123`: cents at least, and as many more places as there are. */
export function describeMoney(micros: number | null): string {
  if (micros === null) return UNKNOWN_FIGURE;
  const dollars = (micros / MICROS).toFixed(6).replace(/0{1,4}$/, '');
  return `$${dollars}`;
}

/** Digits in groups of three. */
export function describeTokens(tokens: number): string {
  return String(tokens).replace(/\B(?=(\d{3})+$)/g, ',');
}
